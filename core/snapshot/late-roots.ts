import { KIND_FIELD, PLACE_SELF, type RootKind, SHAPE_INLINE } from "../graph/graph.ts";
import { createSafeList, createSafeMap, type SafeMap } from "../realm/safe-collections.ts";
import type { LateCells } from "../walk/recorder.ts";
import type { Walk } from "../walk/walk.ts";

/** An object that is a root where nothing else reaches it. */
export interface LateRoot {
  readonly value: object;
  /** The name of the root: it is one with the others of this name. */
  readonly root: string;
  /** The field in which it stands below the root's frame. It takes no bytes. "" for none. */
  readonly field: string;
}

export interface LateRoots {
  readonly [index: number]: LateRoot;
  readonly length: number;
}

/** Objects looked at between two looks at the clock. */
const ROOTS_PER_STEP = 1 << 12;

/** A root of several late ones. */
interface RootList {
  /** The late roots of the name. */
  count: number;
  /** Those that were added. */
  added: number;
  cells: LateCells | undefined;
}

/** Adds the objects one at a time when the walk has described all else, so that those which an earlier one reaches are not roots. Costs a look-up for each, and three nodes for each that is added. */
export function addLateRoots(walk: Walk, roots: LateRoots, kind: RootKind, group: string): void {
  let lists: SafeMap<string, RootList> | undefined;
  let next = 0;
  walk.whenDrained(() => {
    if (next >= roots.length) return "done";
    lists ??= listsOf(roots);
    const end = roots.length - next > ROOTS_PER_STEP ? next + ROOTS_PER_STEP : roots.length;
    while (next < end) {
      const root = roots[next++];
      if (walk.isMet(root.value)) continue;
      addLateRoot(walk, root, lists.get(root.root), kind, group);
      break;
    }
    return "again";
  });
}

function listsOf(roots: LateRoots): SafeMap<string, RootList> {
  const lists = createSafeMap<string, RootList>();
  for (let i = 0; i < roots.length; i++) {
    const { root } = roots[i];
    const known = lists.get(root);
    if (known === undefined) lists.set(root, { count: 1, added: 0, cells: undefined });
    else known.count++;
  }
  return lists;
}

function addLateRoot(
  walk: Walk,
  { value, root, field }: LateRoot,
  list: RootList | undefined,
  kind: RootKind,
  group: string,
): void {
  if (list === undefined) return;
  if (list.cells === undefined) {
    const items = createSafeList<object>();
    const cells = walk.addLateList(items, list.count);
    /* The walk has no room for more. */
    if (!walk.isMet(items)) return;
    list.cells = cells;
    walk.addRoot(root, items, kind, group);
  }
  const item = createSafeList<object>();
  walk.addPart(item, (_item, sink) => {
    sink.beginInternal("", 0, SHAPE_INLINE);
    const hasField = field !== "" && sink.hasRoomForShapes;
    sink.reference(hasField ? sink.placeOf(PLACE_SELF, field, KIND_FIELD) : PLACE_SELF, value);
  });
  walk.fill(list.cells, list.added++, item);
}
