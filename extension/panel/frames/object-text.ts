import { keyTextOf, type ObjectKey } from "../../../core/flamegraph/questions/object-keys.ts";
import { readableName } from "./box.ts";
import { writeCount } from "./figures.ts";

/** The key of an object as its holder has it; where the graph does not know it, its place among the entries. */
export function writeKey(key: ObjectKey): string {
  if (key.kind === "entry") return `entry ${writeCount(key.index + 1)}`;
  if (key.kind === "object") return `${readableName(key.text)} (key)`;
  return key.kind === "item" ? keyTextOf(key) : key.text === "" ? "–" : readableName(key.text);
}
