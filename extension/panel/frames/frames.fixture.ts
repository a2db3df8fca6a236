import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_MERGED, FRAME_OFF_HEAP, FRAME_RECURSIVE, FRAME_SPARE } from "../../../core/flamegraph/frame-table.ts";
import {
  KIND_FIELD,
  KIND_GLOBAL,
  KIND_GROUP,
  KIND_LISTENERS,
  KIND_ROOT,
  KIND_SCRIPT,
  KIND_SHARED,
  KIND_STORAGE,
  KIND_TYPE,
} from "../../../core/graph/graph.ts";

interface Row {
  readonly depth: number;
  readonly kind: number;
  readonly flags: number;
  readonly name: string;
  readonly size: number;
}

const KINDS = new Map([
  ["root", KIND_ROOT],
  ["global", KIND_GLOBAL],
  ["type", KIND_TYPE],
  ["field", KIND_FIELD],
  ["storage", KIND_STORAGE],
  ["shared", KIND_SHARED],
  ["group", KIND_GROUP],
  ["listeners", KIND_LISTENERS],
  ["script", KIND_SCRIPT],
]);

const FLAGS = new Map([
  ["recursive", FRAME_RECURSIVE],
  ["off-heap", FRAME_OFF_HEAP],
  ["merged", FRAME_MERGED],
  ["spare", FRAME_SPARE],
]);

/**
 * A frame table from an outline: `KIND NAME SELF-SIZE [FLAG]`, two spaces a level, siblings largest first. A type frame is one object;
 * sizes are exact.
 */
export function framesOf(outline: string): FrameTable {
  const lines = outline.split("\n").filter((line) => line.trim() !== "");
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  const rows = lines.map((line): Row => {
    const found = /^( *)(\S+) (.*?) (\d+)(?: (\S+))?$/.exec(line);
    if (found === null) throw new Error(`not a frame: ${line}`);
    const [, indent = "", kind = "", name = "", size = "", flag = ""] = found;
    return {
      depth: (indent.length - margin) / 2 + 1,
      kind: KINDS.get(kind)!,
      flags: FLAGS.get(flag) ?? 0,
      name,
      size: Number(size),
    };
  });
  return tableOf(rows);
}

/** A chain: each object holds the next one. Two frames a link. */
export function chainOf(links: number): FrameTable {
  const rows: Row[] = [{ depth: 1, kind: KIND_ROOT, flags: 0, name: "list", size: 0 }];
  for (let link = 0; link < links; link++) {
    rows.push({ depth: 2 * link + 2, kind: KIND_FIELD, flags: 0, name: `next${link}`, size: 4 });
    rows.push({ depth: 2 * link + 3, kind: KIND_TYPE, flags: 0, name: "Link", size: 12 });
  }
  return tableOf(rows);
}

/** The same tree for the same seed. */
export function randomFrames(seed: number, count: number): FrameTable {
  const random = randomFrom(seed);
  interface Twig {
    readonly name: string;
    readonly kind: number;
    readonly size: number;
    readonly twigs: Twig[];
  }
  const top: Twig = { name: "", kind: KIND_ROOT, size: 0, twigs: [] };
  const twigs = [top];
  const names = ["items", "Array", "Object", "string", "__proto__", "constructor", "elements", "a", "ab", "Map"];
  while (twigs.length < count) {
    const parent = twigs[Math.floor(random() ** 0.5 * twigs.length)]!;
    const kind = parent === top ? KIND_ROOT : [KIND_TYPE, KIND_FIELD, KIND_STORAGE][Math.floor(random() * 3)]!;
    const size = random() < 0.2 ? 0 : Math.floor(Math.exp(random() * 9));
    const twig = { name: names[Math.floor(random() * names.length)]!, kind, size, twigs: [] };
    parent.twigs.push(twig);
    twigs.push(twig);
  }
  const totals = new Map<Twig, number>();
  for (const twig of twigs.toReversed()) {
    totals.set(
      twig,
      twig.twigs.reduce((sum, one) => sum + totals.get(one)!, twig.size),
    );
    twig.twigs.sort((one, other) => totals.get(other)! - totals.get(one)!);
  }
  const rows: Row[] = [];
  const open = top.twigs.toReversed().map((twig) => ({ twig, depth: 1 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { twig, depth } = next;
    rows.push({ depth, kind: twig.kind, flags: 0, name: twig.name, size: twig.size });
    for (const one of twig.twigs.toReversed()) open.push({ twig: one, depth: depth + 1 });
  }
  return tableOf(rows);
}

/** The same tree with most bytes beyond the least ones, and objects at any frame: each measure has an order of its own. */
export function withRanges(frames: FrameTable, seed: number): FrameTable {
  const random = randomFrom(seed);
  const selfMaxSize = frames.selfSize.map((size) => size + (random() < 0.5 ? 0 : Math.floor(random() * 2000)));
  const selfCount = frames.selfCount.map(() => (random() < 0.3 ? 0 : Math.floor(random() * 50)));
  const totalMaxSize = selfMaxSize.slice();
  const totalCount = selfCount.slice();
  for (let frame = frames.count - 1; frame > 0; frame--) {
    totalMaxSize[frames.parent[frame]!]! += totalMaxSize[frame]!;
    totalCount[frames.parent[frame]!]! += totalCount[frame]!;
  }
  return { ...frames, selfMaxSize, totalMaxSize, selfCount, totalCount };
}

/** The same tree before some of its frames grew: where few did, a change goes through many boxes alone. */
export function beforeGrowth(frames: FrameTable, seed: number): FrameTable {
  const random = randomFrom(seed + 1000);
  const part = frames.selfSize.map(() => (random() < 0.8 ? 1 : random()));
  const shrunken = (own: number, frame: number): number => Math.floor(own * part[frame]!);
  return {
    ...frames,
    selfSize: frames.selfSize.map(shrunken),
    selfMaxSize: frames.selfMaxSize.map(shrunken),
    selfCount: frames.selfCount.map(shrunken),
  };
}

/** A store with a long list and a user, and another root. */
export const storeFrames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 1008
          storage elements 100
      field user 4
        type User 96
  root other 10
`);

/** Numbers of 0 … 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function tableOf(below: readonly Row[]): FrameTable {
  const rows: readonly Row[] = [{ depth: 0, kind: KIND_ROOT, flags: 0, name: "", size: 0 }, ...below];
  const count = rows.length;
  const names = [...new Set(rows.map((row) => row.name))];
  const nameIndex = new Map(names.map((name, index) => [name, index]));
  const parent = new Int32Array(count).fill(-1);
  const subtreeEnd = Uint32Array.from(rows, (_, index) => index + 1);
  const totalSize = Float64Array.from(rows, (row) => row.size);
  const selfCount = Uint32Array.from(rows, (row) => (row.kind === KIND_TYPE ? 1 : 0));
  const totalCount = selfCount.slice();
  const open: number[] = [];
  rows.forEach((row, index) => {
    open.length = row.depth;
    if (row.depth > 0) parent[index] = open[row.depth - 1]!;
    open.push(index);
  });
  for (let index = count - 1; index > 0; index--) {
    const up = parent[index]!;
    subtreeEnd[up] = Math.max(subtreeEnd[up]!, subtreeEnd[index]!);
    totalSize[up]! += totalSize[index]!;
    totalCount[up]! += totalCount[index]!;
  }
  const selfSize = Float64Array.from(rows, (row) => row.size);
  return {
    count,
    names,
    parent,
    subtreeEnd,
    depth: Uint32Array.from(rows, (row) => row.depth),
    name: Uint32Array.from(rows, (row) => nameIndex.get(row.name)!),
    kind: Uint8Array.from(rows, (row) => row.kind),
    flags: Uint8Array.from(rows, (row) => row.flags),
    selfSize,
    selfMaxSize: selfSize.slice(),
    totalSize,
    totalMaxSize: totalSize.slice(),
    selfCount,
    totalCount,
  };
}
