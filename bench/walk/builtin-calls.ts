/** What a walk has to ask the engine, by kind. */
export const BUILTIN_KINDS = [
  "keys",
  "prototypes",
  "descriptors",
  "entries of Maps and Sets",
  "identity of objects",
  "identity of strings",
] as const;

/** Milliseconds by kind, for each round. */
export type BuiltinTimes = Readonly<Record<(typeof BUILTIN_KINDS)[number], number[]>>;

/**
 * Runs in the page. Calls the builtins that no walk of the data can do without, on the same objects and in the order of a walk, and does nothing with what they return: each object's keys and prototype, a
 * descriptor of each property, the entries of Maps and Sets, a look-up of each reference to an object in a WeakMap that has room for all, and of each reference to a string in a Map.
 */
export function callBuiltins(rounds: number): BuiltinTimes {
  const { data } = globalThis as unknown as { data: unknown };
  const { getOwnPropertyNames, getOwnPropertySymbols, getOwnPropertyDescriptor, getPrototypeOf, keys } = Object;
  const uncurry = <F>(method: F): ((self: unknown, ...args: unknown[]) => unknown) =>
    Reflect.apply(Function.prototype.bind, Function.prototype.call, [method]);
  const forEachEntry = uncurry(Map.prototype.forEach);
  const forEachMember = uncurry(Set.prototype.forEach);

  /* What a walk meets, in its order: objects once, and all references. */
  const objects: object[] = [];
  const references: object[] = [];
  const strings: string[] = [];
  const met = new Set<object>();
  const meet = (value: unknown): void => {
    if (typeof value === "string" && value !== "") strings.push(value);
    if (typeof value !== "object" || value === null) return;
    references.push(value);
    if (!met.has(value)) objects.push(value);
    met.add(value);
  };
  const keysOf: (readonly (string | number)[])[] = [];
  const sharedKeys = new Map<string, readonly string[]>();
  meet(data);
  for (let row = 0; row < objects.length; row++) {
    const object = objects[row]!;
    if (object instanceof Map || object instanceof Set) {
      for (const [key, value] of object.entries()) {
        meet(key);
        if (object instanceof Map) meet(value);
      }
      keysOf.push([]);
    } else if (Array.isArray(object)) {
      keysOf.push([]);
      for (const item of object) meet(item);
    } else {
      const names = getOwnPropertyNames(object);
      const text = names.join();
      if (!sharedKeys.has(text)) sharedKeys.set(text, names);
      keysOf.push(sharedKeys.get(text)!);
      for (const name of names) meet((object as Record<string, unknown>)[name]);
    }
  }
  met.clear();

  /* A compiler may leave out what nothing depends on. */
  let seen = 0;
  const works: Record<(typeof BUILTIN_KINDS)[number], () => void> = {
    keys: () => {
      for (const object of objects) {
        if (Array.isArray(object)) seen += keys(object).length;
        else seen += getOwnPropertyNames(object).length + getOwnPropertySymbols(object).length;
      }
    },
    prototypes: () => {
      for (const object of objects) if (getPrototypeOf(object) === null) seen++;
    },
    descriptors: () => {
      for (let row = 0; row < objects.length; row++) {
        const object = objects[row]!;
        if (Array.isArray(object)) {
          const length = getOwnPropertyDescriptor(object, "length")!.value as number;
          for (let i = 0; i < length; i++) if (getOwnPropertyDescriptor(object, i)?.value === 0) seen++;
          continue;
        }
        const names = keysOf[row]!;
        for (let i = 0; i < names.length; i++) if (getOwnPropertyDescriptor(object, names[i]!)?.value === 0) seen++;
      }
    },
    "entries of Maps and Sets": () => {
      const see = (): void => {
        seen++;
      };
      for (const object of objects) {
        if (object instanceof Map) forEachEntry(object, see);
        else if (object instanceof Set) forEachMember(object, see);
      }
    },
    "identity of objects": () => {
      const entry: [object, number] = [{}, 0];
      const nodes = new WeakMap<object, number>(new Array<[object, number]>(objects.length).fill(entry));
      for (let i = 0; i < references.length; i++) {
        const known = nodes.get(references[i]!);
        if (known === undefined) nodes.set(references[i]!, i);
        else seen += known;
      }
    },
    "identity of strings": () => {
      const nodes = new Map<string, number>();
      for (let i = 0; i < strings.length; i++) {
        const known = nodes.get(strings[i]!);
        if (known === undefined) nodes.set(strings[i]!, i);
        else seen += known;
      }
    },
  };
  const times = {} as Record<(typeof BUILTIN_KINDS)[number], number[]>;
  for (const [kind, work] of Object.entries(works) as [(typeof BUILTIN_KINDS)[number], () => void][]) {
    times[kind] = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      work();
      times[kind].push(performance.now() - started);
    }
  }
  Object.assign(globalThis, { seen });
  return times;
}
