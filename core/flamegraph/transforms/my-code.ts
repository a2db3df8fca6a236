import { KIND_GROUP, KIND_SCRIPT, PACKAGES_GROUP } from "../../graph/graph.ts";
import { FRAME_INVERTED, FRAME_OFF_HEAP, type FrameTable } from "../frame-table.ts";
import { FrameNames } from "../tree/frame-tree.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/** Around the packages of one group of scripts. */
export const LIBRARIES = "(libraries)";
const OFF_HEAP = "(off-heap)";

/** A file of a package: `node_modules/x/…`, also after an address, or after the name of a script that has modules. */
const PACKAGE = /(?:^|[/ ])node_modules\/(@[^/]+\/[^/]+|[^/]+)(?!.*[/ ]node_modules\/)/;

/** Name of the package that a script is of; `null` for one of the app's own. */
export function packageOf(script: string): string | null {
  return PACKAGE.exec(script)?.[1] ?? null;
}

/**
 * All that stands under scripts of packages as one frame, with one frame in it for each package: what is left are the app's own folders. No byte is lost; those outside of the JS heap stand
 * in a frame of their own. `null` if there is no such script.
 *
 *     Closures;node_modules/react-dom/client.js;root;Object 12   →   Closures;(libraries);react-dom 12
 *     node_modules;react-dom;client.js;root;Object 12            →   node_modules;react-dom 12
 */
export function myCode(frames: FrameTable): FrameTable | null {
  const packages = packagesOf(frames);
  if (packages.size === 0) return null;
  const { count, names, parent, subtreeEnd, flags } = frames;
  const allNames = new FrameNames(names);
  const libraries = allNames.rowOf(LIBRARIES);
  const offHeap = allNames.rowOf(OFF_HEAP);
  /* Of each script that goes at most three frames come. */
  const regrown = new RegrownFrames({ ...frames, names: allNames.strings }, 3 * packages.size);
  regrown.addSelf(0);
  for (let f = 1; f < count; ) {
    const name = packages.get(f);
    if (name === undefined) {
      regrown.keep(f++);
      continue;
    }
    const place = regrown.placeOf(parent[f]);
    const around = isPackages(frames, parent[f]) ? place : regrown.insert(place, libraries, KIND_GROUP, 0);
    const library = regrown.insert(around, allNames.rowOf(name), KIND_SCRIPT, 0);
    for (const end = subtreeEnd[f]; f < end; f++) {
      const isOffHeap = (flags[f] & FRAME_OFF_HEAP) !== 0;
      regrown.addSelfTo(isOffHeap ? regrown.insert(library, offHeap, KIND_SCRIPT, FRAME_OFF_HEAP) : library, f);
    }
  }
  return regrown.finish();
}

/** Whether the frame is that around the packages whose modules a bundler's plug-in derived. */
function isPackages({ kind, names, name }: FrameTable, frame: number): boolean {
  return kind[frame] === KIND_GROUP && names[name[frame]] === PACKAGES_GROUP;
}

/** The frames of scripts that are of a package, with its name. */
function packagesOf(frames: FrameTable): ReadonlyMap<number, string> {
  const { count, names, name, kind, flags, parent } = frames;
  const packages = new Map<number, string>();
  const byName = new Map<number, string | null>();
  for (let f = 1; f < count; f++) {
    if (kind[f] !== KIND_SCRIPT || (flags[f] & FRAME_INVERTED) !== 0) continue;
    if (isPackages(frames, parent[f])) {
      packages.set(f, names[name[f]]);
      continue;
    }
    let found = byName.get(name[f]);
    if (found === undefined) {
      found = packageOf(names[name[f]]);
      byName.set(name[f], found);
    }
    if (found !== null) packages.set(f, found);
  }
  return packages;
}
