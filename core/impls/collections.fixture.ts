class Registry extends Map<string, unknown> {
  owner = "me";
}

export const collectionFixtures = (): Record<string, unknown> => ({
  "empty map": new Map(),
  map: new Map<unknown, unknown>([
    ["key", { value: 1 }],
    [{ key: 1 }, "value"],
    [1.5, 2.5],
  ]),
  "map of 5": new Map([1, 2, 3, 4, 5].map((n) => [n, n])),
  "map of 1000": new Map(Array.from({ length: 1000 }, (_, n) => [n, n])),
  "empty set": new Set(),
  set: new Set(["text", { member: 1 }, 1.5]),
  "set of 1000": new Set(Array.from({ length: 1000 }, (_, n) => n)),
  subclass: new Registry([["a", 1]]),
  "nested maps": new Map([["outer", new Map([["inner", { leaf: true }]])]]),
  "weak map": new WeakMap([[{}, "invisible"]]),
  "weak set": new WeakSet([{}]),
  "no map at all": Object.create(Map.prototype),
  "no set at all": Object.create(Set.prototype),
});
