import { ownPropertyOf, prototypeOf } from "./introspect.ts";
import { isBuiltinFunction, nativeGetterFrom } from "./introspect-native.ts";

const { apply } = Reflect;

/* Taken at load, as the clock is: a page may replace them. Not in every engine. */
const readMemory = /* @__PURE__ */ memoryReader() ?? (() => 0);

function memoryReader(): (() => number) | undefined {
  const found = ownPropertyOf(globalThis, "performance");
  const clock: unknown = isBuiltinFunction(found?.get) ? apply(found.get, globalThis, []) : found?.value;
  const prototype = typeof clock === "object" && clock !== null ? prototypeOf(clock) : null;
  if (prototype === null) return undefined;
  const memoryOf = nativeGetterFrom(prototype, "memory");
  return () => {
    const memory = memoryOf(clock as object);
    const memoryPrototype = typeof memory === "object" && memory !== null ? prototypeOf(memory) : null;
    if (memoryPrototype === null) return 0;
    const used = nativeGetterFrom(memoryPrototype, "usedJSHeapSize")(memory as object);
    return typeof used === "number" && used > 0 ? used : 0;
  };
}

/**
 * Bytes of the JS heap in use, as the browser reports them to pages: rounded, and not of this very moment. It is that of all pages in the process, and garbage
 * counts until it is collected. 0 if the engine does not report it.
 */
export function usedHeapSize(): number {
  return readMemory();
}
