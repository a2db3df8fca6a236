import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isInShared } from "./shared-owner.ts";

/* Names in heap snapshots of V8. */
/** What the engine makes for itself, such as compiled code and hidden classes, with all inside. */
const OF_ENGINE = /^system \/ /;
/** What the engine holds for itself. Objects of the page stand there in their window. */
const HELD_BY_ENGINE = /^\(GC roots\)$/;
const WINDOW = /^Window(?: [/(]|$)/;
/** Objects of the browser alone. */
const OF_BROWSER = /^blink::/;
/** Where several things hold it. */
const SHARED = /^(?:(?:concatenated|sliced) )?string$|^\w*Event$| \(prototype\)$/;

/**
 * By frame, from the focus on: 1 where the bytes are the engine's or the browser's own: code that is compiled when it first runs, caches of fonts, tables of handles. No page causes them by
 * what it keeps. Strings and events that several things hold are no cause, either.
 */
export function causelessFramesOf(frames: FrameTable, focus: number): Uint8Array {
  const { names, name, parent, subtreeEnd } = frames;
  const shared = flagsOf(names, (text) => SHARED.test(text));
  const begins = flagsOf(names, (text) => OF_ENGINE.test(text) || HELD_BY_ENGINE.test(text));
  const ends = flagsOf(names, (text) => WINDOW.test(text));
  const alone = flagsOf(names, (text) => OF_BROWSER.test(text));
  const isInside = new Uint8Array(subtreeEnd[focus] - focus);
  const isCauseless = new Uint8Array(isInside.length);
  for (let frame = focus; frame < subtreeEnd[focus]; frame++) {
    const at = frame - focus;
    const around = at > 0 && isInside[parent[frame] - focus] === 1;
    const isOfMany = at > 0 && shared[name[frame]] === 1 && isInShared(frames, frame);
    if ((around || isOfMany || begins[name[frame]] === 1) && ends[name[frame]] === 0) isInside[at] = 1;
    if (isInside[at] === 1 || alone[name[frame]] === 1) isCauseless[at] = 1;
  }
  return isCauseless;
}

function flagsOf(names: readonly string[], isSo: (text: string) => boolean): Uint8Array {
  return Uint8Array.from(names, (text) => (isSo(text) ? 1 : 0));
}
