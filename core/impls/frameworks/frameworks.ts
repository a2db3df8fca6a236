import type { Framework } from "./framework.ts";
import { lit } from "./lit.ts";
import { preact } from "./preact.ts";
import { react } from "./react.ts";
import { vue } from "./vue.ts";

/** All that a snapshot looks for, in the order of their roots. */
export const FRAMEWORKS: readonly Framework[] = [react, preact, vue, lit];
