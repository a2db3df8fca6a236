import { nativeGetterFrom } from "../../core/realm/introspect-native.ts";

/* A native getter, taken at load. Where there are no windows, as in a worker, it reads nothing. */
const windowOf = nativeGetterFrom(globalThis, "window");

/** Whether the value is a window, of any origin. */
export function isAnyWindow(value: unknown): value is object {
  return typeof value === "object" && value !== null && windowOf(value) === value;
}
