import type { DerivedSnapshot } from "../worker/frame-api.ts";
import type { Snapshot } from "./state.ts";

/** What the sums of a snapshot can never contain, by what it is made of. It holds whether there are warnings or none. */
const LIMITS: Readonly<Record<DerivedSnapshot["objects"], string>> = {
  walked:
    "JavaScript cannot look into closures and modules, #private fields, WeakMaps and WeakSets, Promises and generators, other frames and workers. What only they hold is not in the sums; nor is the engine’s own memory, such as compiled code.",
  "of V8":
    "A heap snapshot has the objects on V8’s heap, with closures and #private fields. Memory that V8 does not manage is not in it, such as pixels and GPU buffers; nor are workers, which have heaps of their own.",
  none: "A file of stacks has the bytes that the program counted which wrote it. What that program left out is not known here.",
};

/** What is not in the sums, a sentence for each kind of snapshot that is on show: a comparison may be of two kinds. */
export function limitsOf({ derived, diff }: Snapshot): readonly string[] {
  const kinds = diff === null ? [derived.objects] : [diff.before.objects, diff.after.objects];
  return [...new Set(kinds)].map((kind) => LIMITS[kind]);
}
