import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";

/** Lists of transforms that the user has had, oldest first, and which of them holds. Lists are the same only by identity. */
export interface TransformHistory {
  readonly lists: readonly (readonly Transform[])[];
  readonly at: number;
}

export const NO_TRANSFORMS: TransformHistory = { lists: [[]], at: 0 };

/** More steps back than anyone takes. */
const MAX_LISTS = 100;

export function transformsOf({ lists, at }: TransformHistory): readonly Transform[] {
  return lists[at];
}

/** The list holds from now on; what was undone is forgotten. */
function withTransforms({ lists, at }: TransformHistory, list: readonly Transform[]): TransformHistory {
  const kept = [...lists.slice(0, at + 1), list].slice(-MAX_LISTS);
  return { lists: kept, at: kept.length - 1 };
}

export function withTransform(history: TransformHistory, transform: Transform): TransformHistory {
  return withTransforms(history, [...transformsOf(history), transform]);
}

export function withoutTransform(history: TransformHistory, index: number): TransformHistory {
  return withTransforms(history, transformsOf(history).toSpliced(index, 1));
}

export function canUndo({ at }: TransformHistory): boolean {
  return at > 0;
}

export function canRedo({ lists, at }: TransformHistory): boolean {
  return at < lists.length - 1;
}

/** The same history if there is no such step. */
export function undone(history: TransformHistory): TransformHistory {
  return canUndo(history) ? { ...history, at: history.at - 1 } : history;
}

export function redone(history: TransformHistory): TransformHistory {
  return canRedo(history) ? { ...history, at: history.at + 1 } : history;
}

/** Back, or forward, to a list that holds after all. */
export function broughtTo(history: TransformHistory, list: readonly Transform[]): TransformHistory {
  const at = history.lists.lastIndexOf(list);
  return at === -1 ? withTransforms(history, list) : { ...history, at };
}
