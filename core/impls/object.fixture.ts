class Point {
  x = 1.5;
  y = 2;
}
class Point3 extends Point {
  z = -0;
}

export const objectFixtures = (): Record<string, unknown> => ({
  cart: JSON.parse('{"items":[{"sku":"a-1","qty":2}]}'),
  empty: {},
  "class instance": new Point(),
  subclass: new Point3(),
  "anonymous class": new (class {
    a = 1;
  })(),
  "null prototype": Object.assign(Object.create(null), { a: 1 }),
  "index keys": { 0: "zero", 1: "one", name: "both" },
  "far index keys": { 1000000: "a million" },
  "double index keys": { 0: 0.5, 1: 1.5 },
  "index keys in words": { "01": "no index", "4294967295": "too large" },
  "symbol keys": { [Symbol("secret")]: "hidden", [Symbol.iterator]: null },
  "getter and setter": {
    get now() {
      throw new Error("a getter was run");
    },
    set now(_value) {},
    get later() {
      throw new Error("a getter was run");
    },
  },
  "hidden key": Object.defineProperty({}, "secret", { value: "hidden", enumerable: false }),
  "keys of Object.prototype": JSON.parse(
    '{"__proto__":"own","constructor":"own","toString":"own","hasOwnProperty":"own"}',
  ),
  "65 keys": Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`key-${i}`, { v: i }])),
  "200 keys": Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`key-${i}`, i + 0.5])),
  "same string twice": { a: "the same", b: "the same" },
  "same object twice": (() => {
    const shared = { n: 1 };
    return { a: shared, b: { c: shared } };
  })(),
  itself: (() => {
    const self: Record<string, unknown> = { name: "self" };
    self.self = self;
    return self;
  })(),
  "linked list": (() => {
    let list: unknown = null;
    for (let i = 0; i < 5; i++) list = { next: list, value: i };
    return list;
  })(),
  tree: (() => {
    const grow = (depth: number): unknown => ({ children: depth === 0 ? [] : [grow(depth - 1), grow(depth - 1)] });
    return grow(3);
  })(),
  "items of two fields": { users: [{ posts: [{ title: "one" }] }], posts: [{ title: "two" }] },
});
