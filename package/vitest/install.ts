import { expect } from "vitest";
import { matchersFor, type TestRealm } from "./matchers.ts";
import type { Memory } from "./memory-api.ts";
import { RealmMemory } from "./realm-memory.ts";

/** Adds the matchers to Vitest's `expect`; returns the memory of the realm. */
export function install(realm: TestRealm): Memory {
  expect.extend(matchersFor(realm));
  return new RealmMemory(realm.open);
}
