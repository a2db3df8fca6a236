/**
 * Runs in the page. A walk that calls the builtins no walk can do without, and records nothing but one number for each reference: no shapes, no types, no sizes, no places. It has what makes the walk of the library fast:
 * a table of objects with room for all, and look-ups of many in a row. Milliseconds of each round. Copied into the page, so it is one function.
 */
export function walkBarely(rounds: number): number[] {
  /* What is put off at most, until its identity is looked up. */
  const PUT_OFF = 4096;
  const LOOKED_UP_AT_ONCE = 1024;
  const { data } = globalThis as unknown as { data: object };
  const { getOwnPropertyNames, getOwnPropertySymbols, getOwnPropertyDescriptor, getPrototypeOf, keys } = Object;
  const { isArray } = Array;
  const uncurry = <F>(method: F): ((self: unknown, ...args: unknown[]) => unknown) =>
    Reflect.apply(Function.prototype.bind, Function.prototype.call, [method]);
  const forEachEntry = uncurry(Map.prototype.forEach);
  const forEachMember = uncurry(Set.prototype.forEach);
  let objectCount = 1;
  let cellCount = 1;
  /* A compiler may leave out what nothing depends on. */
  let seen = 0;

  const walk = (): void => {
    const entry: [object, number] = [{}, 0];
    const nodes = new WeakMap<object, number>(new Array<[object, number]>(objectCount).fill(entry));
    const nodeOfString = new Map<string, number>();
    const work = new Array<object>(objectCount);
    const cells = new Int32Array(cellCount);
    const objects = new Array<object>(PUT_OFF);
    const objectsAt = new Int32Array(PUT_OFF);
    const strings = new Array<string>(PUT_OFF);
    const stringsAt = new Int32Array(PUT_OFF);
    let [nodeCount, workCount, cell, objectsPutOff, stringsPutOff] = [0, 0, 0, 0, 0];

    const settle = (): void => {
      for (let i = 0; i < objectsPutOff; i++) if (nodes.get(objects[i]!) !== undefined) seen++;
      for (let i = 0; i < objectsPutOff; i++) {
        const object = objects[i]!;
        const known = nodes.get(object);
        cells[objectsAt[i]!] = known ?? nodeCount;
        if (known !== undefined) continue;
        nodes.set(object, nodeCount++);
        work[workCount++] = object;
      }
      for (let i = 0; i < stringsPutOff; i++) {
        const text = strings[i]!;
        const known = nodeOfString.get(text);
        cells[stringsAt[i]!] = known ?? nodeCount;
        if (known !== undefined) continue;
        nodeOfString.set(text, nodeCount++);
        /* Whether the engine takes one or two bytes a character. */
        let all = 0;
        for (let at = 0; at < text.length; at++) all |= text.charCodeAt(at);
        seen += all >> 8;
      }
      objectsPutOff = 0;
      stringsPutOff = 0;
    };
    const meet = (value: unknown): void => {
      if (objectsPutOff === PUT_OFF || stringsPutOff === PUT_OFF) settle();
      if (typeof value === "object" && value !== null) {
        objects[objectsPutOff] = value;
        objectsAt[objectsPutOff++] = cell;
      } else if (typeof value === "string") {
        strings[stringsPutOff] = value;
        stringsAt[stringsPutOff++] = cell;
      }
      cell++;
    };
    const meetProperty = (object: object, key: PropertyKey): void => {
      const property = getOwnPropertyDescriptor(object, key);
      if (property !== undefined && property.get === undefined && property.set === undefined) meet(property.value);
    };

    meet(data);
    settle();
    for (let row = 0; row < workCount; row++) {
      const object = work[row]!;
      if (getPrototypeOf(object) === null) seen++;
      if (isArray(object)) {
        seen += keys(object).length;
        const length = getOwnPropertyDescriptor(object, "length")!.value as number;
        for (let i = 0; i < length; i++) meetProperty(object, i);
      } else {
        const names = getOwnPropertyNames(object);
        seen += getOwnPropertySymbols(object).length;
        for (let i = 0; i < names.length; i++) meetProperty(object, names[i]!);
        if (object instanceof Map) {
          forEachEntry(object, (value: unknown, key: unknown) => {
            meet(key);
            meet(value);
          });
        } else if (object instanceof Set) forEachMember(object, meet);
      }
      if (row + 1 === workCount || objectsPutOff >= LOOKED_UP_AT_ONCE || stringsPutOff >= LOOKED_UP_AT_ONCE) settle();
    }
    objectCount = workCount;
    cellCount = cell;
  };

  /* The first counts. */
  walk();
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    walk();
    took.push(performance.now() - started);
  }
  Object.assign(globalThis, { seen });
  return took;
}
