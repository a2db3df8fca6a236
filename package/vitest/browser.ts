/* The same entry in Vitest's browser mode: bundlers take it by the condition "browser". */

import { browserRealm } from "./browser-realm.ts";
import { install } from "./install.ts";
import type { Memory } from "./memory-api.ts";

export const memory: Memory = install(browserRealm);
