import { afterEach, expect, test } from "vitest";
import { CallSites, UNKNOWN_SITE } from "./call-sites.ts";

const EngineError = Error as unknown as Record<string, unknown>;
/* Vitest and Node have their own. */
const saved = Object.getOwnPropertyDescriptors(Error);

afterEach(() => {
  for (const key of ["prepareStackTrace", "stackTraceLimit"]) {
    const property = saved[key as never] as PropertyDescriptor | undefined;
    delete EngineError[key];
    if (property !== undefined) Object.defineProperty(Error, key, property);
  }
});

/** Asks from two places. */
function placesOf(sites: CallSites): { one: () => number; other: () => number } {
  const called = (): number => sites.siteAbove(called);
  return {
    one: () => called(),
    other: () => called(),
  };
}

test("a place is one site, whose steps begin with it", () => {
  const sites = new CallSites();
  const { one, other } = placesOf(sites);
  const found = [0, 1].map(() => one());
  expect(found[0]).toBe(found[1]);
  expect(found[0]).not.toBe(UNKNOWN_SITE);
  expect(other()).not.toBe(found[0]);
  expect(sites.framesOf(found[0]!)[0]).toMatchObject({
    functionName: "one",
    script: expect.stringContaining("call-sites.test"),
  });
  expect(sites.framesOf(UNKNOWN_SITE)).toHaveLength(0);
});

test("what the page has on Error is not called, and is put back", () => {
  let calls = 0;
  const prepare = () => calls++;
  Object.defineProperty(Error, "prepareStackTrace", {
    value: prepare,
    writable: false,
    enumerable: false,
    configurable: true,
  });
  Object.defineProperty(Error, "stackTraceLimit", { value: 0, writable: true, enumerable: true, configurable: true });
  const before = Object.getOwnPropertyDescriptors(Error);
  expect(placesOf(new CallSites()).one()).not.toBe(UNKNOWN_SITE);
  expect(Object.getOwnPropertyDescriptors(Error)).toEqual(before);
  expect(calls).toBe(0);
  delete EngineError.prepareStackTrace;
  delete EngineError.stackTraceLimit;
  expect(placesOf(new CallSites()).one()).not.toBe(UNKNOWN_SITE);
  expect(Reflect.ownKeys(Error)).not.toContain("prepareStackTrace");
  expect(Reflect.ownKeys(Error)).not.toContain("stackTraceLimit");
});

test("accessors on Error are not run", () => {
  const sites = new CallSites();
  let calls = 0;
  const accessor = { get: () => calls++, set: () => calls++, configurable: true };
  for (const key of ["stackTraceLimit", "prepareStackTrace"]) Object.defineProperty(Error, key, accessor);
  expect(placesOf(sites).one()).not.toBe(UNKNOWN_SITE);
  expect(calls).toBe(0);
  expect(Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.get).toBe(accessor.get);
});
