import { ownPropertyOf } from "./introspect.ts";
import { isBuiltinFunction, nativeMethodFrom } from "./introspect-native.ts";

const { apply } = Reflect;

/* Taken at load. Pages and their tests replace clocks: with one that stands still, goes back or throws. Only the engine's own are asked. */
const readClock = /* @__PURE__ */ performanceClock() ?? dateClock() ?? (() => 0);

function performanceClock(): (() => number) | undefined {
  const found = ownPropertyOf(globalThis, "performance");
  const clock: unknown = isBuiltinFunction(found?.get) ? apply(found.get, globalThis, []) : found?.value;
  if (typeof clock !== "object" || clock === null) return undefined;
  const nowOf = nativeMethodFrom(clock, "now");
  return typeof nowOf(clock) === "number" ? () => nowOf(clock) as number : undefined;
}

function dateClock(): (() => number) | undefined {
  const { now } = Date;
  return isBuiltinFunction(now) ? now : undefined;
}

/** Milliseconds; they stand still where the page left no clock of the engine. */
export function now(): number {
  return readClock();
}

/** Milliseconds since `started`; none where the clock was set back meanwhile. */
export function millisecondsSince(started: number): number {
  const passed = readClock() - started;
  return passed > 0 ? passed : 0;
}
