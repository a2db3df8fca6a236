/** Columns stand in plain objects in plain objects, no deeper. */
const MAX_DEPTH = 3;

/** The buffers of all columns in a value, each once, to be handed over instead of copied. Those in arrays and in objects of classes stay. */
export function columnBuffersOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const inner: unknown[] = [];
    for (const one of level) {
      if (ArrayBuffer.isView(one)) buffers.add(one.buffer as ArrayBuffer);
      else if (isPlainObject(one)) inner.push(...Object.values(one));
    }
    level = inner;
  }
  return [...buffers];
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
