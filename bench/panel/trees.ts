import { encodePprof } from "../../core/flamegraph/formats/pprof.ts";
import { writeSpeedscope } from "../../core/flamegraph/formats/write-speedscope.ts";
import type { SnapshotOptions } from "../../core/snapshot/snapshot-options.ts";
import { takeSnapshot } from "../../core/snapshot/take-snapshot.ts";
import { randomFrom } from "../random.ts";

/** A tree of frames as the files that viewers open. The same bytes in every run. */
export interface TreeFiles {
  readonly frameCount: number;
  /** The most frames above one another. */
  readonly depth: number;
  /** A snapshot file of the panel's own format. */
  readonly snapshot: Uint8Array;
  readonly folded: () => string;
  /** The same frames for the peer: evented JSON. */
  readonly speedscope: () => string;
  /** The same, unpacked. */
  readonly pprof: () => Uint8Array;
}

/**
 * An app's state with so many frames: objects of 1 to 48 fields, sizes far apart, 160 types, names of a few thousand words and of ids, numbers and texts as leaves.
 */
export function stateTree(frameCount: number): TreeFiles {
  return filesOf({ app: createState(frameCount) });
}

/** So many objects, each held by the one before; each holds a number and a text beside the next. */
export function deepTree(depth: number): TreeFiles {
  const top: Record<string, unknown> = {};
  let at = top;
  for (let i = 1; i < depth; i++) {
    const next = {};
    at.note = `at ${i}`;
    at[`next${i}`] = next;
    at = next;
  }
  return filesOf({ list: top });
}

/** One object that holds so many texts of many sizes, each by a field of its own. */
export function wideTree(children: number): TreeFiles {
  const random = randomFrom(3);
  const top: Record<string, string> = {};
  for (let i = 0; i < children; i++) top[`entry-${i}`] = `${i}`.padEnd(1 + Math.floor(200 * random() ** 3), "-");
  return filesOf({ table: top }, { dictionaryKeys: children });
}

function filesOf(roots: Readonly<Record<string, unknown>>, options: SnapshotOptions = {}): TreeFiles {
  const taken = takeSnapshot({ roots, layout: "chrome", ...options });
  const frames = taken.flamegraph();
  let depth = 0;
  for (let f = 0; f < frames.count; f++) depth = Math.max(depth, frames.depth[f]!);
  return {
    frameCount: frames.count - 1,
    depth,
    snapshot: taken.encode(),
    folded: () => taken.toFolded(),
    speedscope: () => writeSpeedscope(frames, "tree"),
    pprof: () => encodePprof(frames),
  };
}

const WORDS = [
  "account address article asset author balance banner basket billing bookmark bundle button cache calendar campaign card carrier cart",
  "category channel chart comment company contact country coupon currency customer device discount document domain draft event export",
  "feature feed field file filter folder form gallery group history image import index inventory invoice item journal label language",
  "layer layout lead ledger license link list locale location log mail market member menu message metric module note notice offer",
  "order owner page panel parcel partner payment permission person phone photo plan policy post price product profile project promotion",
  "provider query question queue quote rating receipt record refund region report request result review reward role route rule sale",
  "schedule schema score section segment series session setting share shipment shop site source stage state stock store stream summary",
  "supplier survey table tag target task tax team template theme thread ticket token topic track transfer type unit upload user variant",
  "vendor version video view visit voucher wallet warehouse widget window worker workspace zone",
]
  .join(" ")
  .split(" ");
/** What a name ends in at each depth: the same field of the same type never stands twice on a path, so nothing folds. */
const ENDINGS = ["Store", "ById", "List", "Entry", "Detail", "Meta", "Cache", "Link", "State", "Part"];

/** Fields of an object at most; more would make it a dictionary. */
const MAX_FIELDS = 48;
/** Objects above one another; the tree is less deep by far. */
const MAX_DEPTH = 64;
/** Of 100 objects, so many have ids for keys. */
const KEYED_BY_ID = 3;

interface Pending {
  readonly object: Record<string, unknown>;
  readonly depth: number;
  /** Frames still to be made inside it. */
  readonly frames: number;
}

function createState(frameCount: number): object {
  const random = randomFrom(1);
  const typesOfDepth = Array.from({ length: MAX_DEPTH }, (_, depth) => typesAt(depth));
  const create = (depth: number): Record<string, unknown> => {
    const types = typesOfDepth[depth]!;
    return new types[Math.floor(random() ** 2 * types.length)]!();
  };
  let nextId = 10_000;
  const top = create(0);
  /* The root and its type are frames, too. */
  const pending: Pending[] = [{ object: top, depth: 0, frames: frameCount - 2 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { object, depth, frames } = at;
    const isById = random() * 100 < KEYED_BY_ID;
    const ending = ENDINGS[depth % ENDINGS.length]!;
    const first = Math.floor(random() * WORDS.length);
    const shares = sharesOf(frames, random);
    for (let i = 0; i < shares.length; i++) {
      const share = shares[i]!;
      const name = isById ? `id-${nextId++}` : `${WORDS[(first + i) % WORDS.length]!}${ending}`;
      /* A number is one frame, a string two, an object two and its members. */
      if (share === 1) object[name] = i;
      else if (share === 2) object[name] = `${nextId++} `.repeat(1 + Math.floor(30 * random() ** 6));
      else {
        const inner = create(depth + 1);
        object[name] = inner;
        pending.push({ object: inner, depth: depth + 1, frames: share - 2 });
      }
    }
  }
  return top;
}

/** Whole numbers above zero that add up to `whole`, far apart, few enough to be fields of one object. */
function sharesOf(whole: number, random: () => number): number[] {
  const fields = Math.min(
    whole,
    whole < 8 ? 1 + Math.floor(random() * whole) : 6 + Math.floor(random() * (MAX_FIELDS - 6)),
  );
  const weights = Array.from({ length: fields }, () => random() ** 3 + 0.01);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => 1 + Math.floor(((whole - fields) * weight) / sum));
  shares[0]! += whole - shares.reduce((total, share) => total + share, 0);
  return shares;
}

/** Eight classes of their own for each depth. */
function typesAt(depth: number): (new () => Record<string, unknown>)[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
    namedClass(`${capital(WORDS[(31 * depth + 17 * i) % WORDS.length]!)}${depth}`),
  );
}

function namedClass(name: string): new () => Record<string, unknown> {
  return { [name]: class {} as new () => Record<string, unknown> }[name]!;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
