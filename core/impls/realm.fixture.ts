import vm from "node:vm";

class Money extends Number {
  currency = "EUR";
}
class Path extends RegExp {}
class Moment extends Date {
  zone = "utc";
}
class Queue extends Promise<unknown> {}
class Bytes extends Uint8Array {
  origin = "network";
}

/** What belongs to a realm, objects of another one, and built-ins that a page extends. */
export const realmFixtures = (): Record<string, unknown> => ({
  "functions and namespaces of the engine": {
    slice: Array.prototype.slice,
    parse: JSON.parse,
    constructor: Map,
    prototype: Array.prototype,
    root: Object.prototype,
    math: Math,
    json: JSON,
    then: Promise.prototype.then,
    typed: Uint8Array.prototype,
  },
  "functions and prototypes of the page": { run: () => 1, prototype: Money.prototype },
  "objects of another realm": vm.runInNewContext(`({
    list: [1, "text"], map: new Map([["key", { value: 1 }]]), set: new Set([1]), date: new Date(0), regExp: /a/,
    error: new TypeError("message"), bytes: new Uint8Array(100), boxed: Object(1), run: () => 1, iterator: [].values(),
    promise: Promise.resolve(), dictionary: Object.create(null), slice: Array.prototype.slice,
  })`),
  "subclass of Number": new Money(1),
  "subclass of RegExp": new Path("a+"),
  "subclass of Date": new Moment(0),
  "subclass of Promise": Queue.resolve(1),
  "subclass of a typed array": new Bytes(100),
});
