import { type FrameKind, type Graph, KIND_TYPE } from "../../graph/graph.ts";
import type { ShownNames } from "../../graph/shown-names.ts";
import { type FrameTable, framePathOf } from "../frame-table.ts";
import type { BoxPath, FrameStep } from "./box-path.ts";
import type { Transform } from "./transform.ts";

/**
 * Transforms in the names that are shown, where their paths have the other ones: for each, what stands for it. A name of one kind may be several of the other: what is hidden or
 * merged is so in each of their boxes, and of several the focus is the largest. A path that cannot be followed stays as it is, as one that other transforms have changed.
 *
 * `frames` are those of `graph`, which has both names, with frames apart wherever either name is.
 */
export function renamedTransforms(
  graph: Graph,
  frames: FrameTable,
  transforms: readonly Transform[],
  shown: ShownNames,
): readonly (readonly Transform[])[] {
  return transforms.map((transform) => {
    const { names = shown } = transform;
    if (names === shown) return [transform];
    const renamed = renamedOf({ graph, frames, from: names, to: shown }, transform);
    return renamed.length === 0 ? [transform] : renamed;
  });
}

/** Whether any of the transforms has other names than the ones that are shown. */
export function hasOtherNames(transforms: readonly Transform[], shown: ShownNames): boolean {
  return transforms.some(({ names = shown }) => names !== shown);
}

interface Renaming {
  readonly graph: Graph;
  readonly frames: FrameTable;
  readonly from: ShownNames;
  readonly to: ShownNames;
}

function renamedOf(renaming: Renaming, transform: Transform): Transform[] {
  const { to: names } = renaming;
  switch (transform.type) {
    case "focus":
      return pathsOf(renaming, transform.box)
        .slice(0, 1)
        .map((box) => ({ ...transform, box, names }));
    case "hide":
    case "merge":
      return pathsOf(renaming, transform.box).map((box) => ({ ...transform, box, names }));
    case "only-type":
      return typesOf(renaming, transform.name).map((name) => ({ ...transform, name, names }));
    default:
      return [];
  }
}

/** What a name of the frames is called; those that the graph does not have are the same in both. */
function textOf({ graph, frames }: Renaming, name: number, names: ShownNames): string {
  const minified = graph.minifiedNames?.[name] ?? 0;
  return names === "original" || minified === 0 ? frames.names[name] : graph.names[minified - 1];
}

/** The boxes of the path, in the other names: the largest first. */
function pathsOf(renaming: Renaming, { steps, type }: BoxPath): BoxPath[] {
  const { frames, from } = renaming;
  const { name, kind, subtreeEnd, totalSize } = frames;
  const wanted: readonly FrameStep[] = type === null ? steps : [...steps, { name: type, kind: KIND_TYPE }];
  let found = [0];
  for (const step of wanted) {
    const next: number[] = [];
    for (const around of found) {
      for (let at = around + 1; at < subtreeEnd[around]; at = subtreeEnd[at]) {
        if (kind[at] === step.kind && textOf(renaming, name[at], from) === step.name) next.push(at);
      }
    }
    found = next;
  }
  const byPath = new Map<string, { readonly path: BoxPath; size: number }>();
  for (const frame of found) {
    const path = toPath(renaming, frame, type !== null);
    const key = JSON.stringify(path);
    const known = byPath.get(key);
    if (known === undefined) byPath.set(key, { path, size: totalSize[frame] });
    else known.size += totalSize[frame];
  }
  return [...byPath.values()].toSorted((one, other) => other.size - one.size).map(({ path }) => path);
}

function toPath(renaming: Renaming, frame: number, hasType: boolean): BoxPath {
  const { frames, to } = renaming;
  const steps = framePathOf(frames, frame).map((at) => ({
    name: textOf(renaming, frames.name[at], to),
    kind: frames.kind[at] as FrameKind,
  }));
  const type = hasType ? steps.pop() : undefined;
  return { steps, type: type?.name ?? null };
}

/** Types by the other name; one of them can be the only one. */
function typesOf(renaming: Renaming, type: string): string[] {
  const { frames, from, to } = renaming;
  const { count, name, kind, totalSize } = frames;
  let largest = -1;
  for (let f = 1; f < count; f++) {
    if (kind[f] !== KIND_TYPE || textOf(renaming, name[f], from) !== type) continue;
    if (largest === -1 || totalSize[f] > totalSize[largest]) largest = f;
  }
  return largest === -1 ? [] : [textOf(renaming, name[largest], to)];
}
