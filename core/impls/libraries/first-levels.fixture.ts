import { encodeGraph } from "../../graph/codec.ts";
import { decodeSnapshot, type Snapshot } from "../../index.ts";
import { createAgentWalk } from "../../snapshot/create-agent-walk.ts";

const LEVELS = 9;
const LEAST_SHARE = 1 / 200;

/** A snapshot as the agent takes it. */
export function takeAgentSnapshot(roots: Readonly<Record<string, unknown>>): Snapshot {
  const walk = createAgentWalk({ layout: "chrome" });
  for (const [name, value] of Object.entries(roots)) walk.addRoot(name, value);
  walk.advance(Number.POSITIVE_INFINITY);
  return decodeSnapshot(encodeGraph(walk.finish()));
}

/**
 * Folded stacks as a person sees an icicle: nine levels, what is deeper added up at its frame of the ninth, and what takes less than a
 * two-hundredth of all in one line at the end. That line has two digits: a library's clock decides how long some small strings are.
 */
export function firstLevelsOf(snapshot: Snapshot): string {
  const bytesAt = new Map<string, number>();
  for (const line of snapshot.toFolded().trimEnd().split("\n")) {
    const end = line.lastIndexOf(" ");
    const path = line.slice(0, end).split(";").slice(0, LEVELS).join(";");
    bytesAt.set(path, (bytesAt.get(path) ?? 0) + Number(line.slice(end + 1)));
  }
  const shown = [...bytesAt].filter(([, bytes]) => bytes >= snapshot.totalSize * LEAST_SHARE);
  const rest = snapshot.totalSize - shown.reduce((sum, [, bytes]) => sum + bytes, 0);
  return [...shown, ["(less than 0.5 % each)", withTwoDigits(rest)] as const]
    .map(([path, bytes]) => `${path} ${bytes}\n`)
    .join("");
}

function withTwoDigits(bytes: number): number {
  const unit = 10 ** Math.max(0, String(bytes).length - 2);
  return Math.floor(bytes / unit) * unit;
}
