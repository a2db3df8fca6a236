// Objects of every kind, made before anything of the realm is changed; and how they are measured. Runs in a realm of its own.
{
  const holes = [{}];
  holes[5000] = {};
  const many = Array.from({ length: 3000 }, (_, i) => ({ i, [`key ${i % 300}`]: `string ${i}` }));
  const throwing = new Proxy(
    {},
    {
      __proto__: null,
      ownKeys: () => {
        throw new Error("no keys");
      },
    },
  );
  const visit = Symbol.for("allocative.visit");
  class Described {
    items = new Uint8Array(3);
    list = [1, {}];
    map = new Map([["k", {}]]);
    set = new Set([{}]);
    [visit](visitor) {
      const self = visitor.enterOwn(this, ["list"]);
      self.visitSlice(this.items, 1);
      self.visitSlice(this.list);
      self.visitVecLikeBody(this.items, 5, 1);
      self.visitGenericMapFields(this.map);
      self.visitGenericSetFields(this.set);
      self.enterShared("shared", 8, this.list)?.exit();
      self.visitFieldWith("inside", 16, (inner) => inner.visitSimple("part", 8));
      self.exit();
    }
  }
  const everything = {
    record: { a: 1.5, string: "a string", wide: "\u20ac uro", nested: { [Symbol("key")]: 10n } },
    map: new Map([["key", { set: new Set(["member", 1]) }]]),
    views: [new Uint8Array(10), new Float64Array(100), new DataView(new ArrayBuffer(16))],
    many,
    dictionary: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }])),
    holes,
    indexed: { 0: {}, 7: "seven", named: 1 },
    added: Object.assign([{}, {}], { extra: {}, [Symbol("more")]: 1 }),
    match: /(?<word>a)/d.exec("a"),
    others: [new Date(0), /re/g, new Error("an error"), () => 1, class Named {}, Object("boxed"), Object.create(null)],
    functions: [Object.assign(() => 1, { added: {} }), (() => {}).bind(null), function* generate() {}],
    boxed: Object.assign(Object("boxed"), { added: {} }),
    arguments: (function sloppy() {
      // biome-ignore lint/complexity/noArguments: the object itself is measured.
      return Object.assign(arguments, { added: {} });
    })(1, {}),
    more: [Promise.resolve(1), new WeakMap(), new WeakRef(globalThis), new Intl.NumberFormat(), [].values()],
    errors: [new TypeError("with a cause", { cause: {} }), new AggregateError([new Error("part")])],
    huge: new Uint8Array(2 ** 20),
    accessor: {
      get lazy() {
        return 1;
      },
    },
    throwing,
    described: new Described(),
  };
  const options = Object.assign(Object.create(null), { layout: "chrome" });
  globalThis.measure = (allocative) => {
    const undo = [
      allocative.registerRoot("object", everything),
      allocative.registerRoot("getter", () => everything.record),
      allocative.registerRoot("throws", () => throwing.memberOfNoBuild.other),
    ];
    const walk = allocative.startSnapshot(options);
    let snapshot = null;
    while (snapshot === null) snapshot = walk.advance(1);
    const bytes = snapshot.encode();
    for (let i = 0; i < undo.length; i++) undo[i]();
    return { bytes, warnings: snapshot.graph.warnings };
  };
}
