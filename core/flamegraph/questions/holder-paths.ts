import { type Graph, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { slotOfCell } from "../../graph/path.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import { BarredHolders, reachedBeside } from "./barred-holders.ts";
import { commonOwnersOf } from "./common-owners.ts";
import { HolderSearch, type NodePath, type Ways } from "./holder-search.ts";
import { type IncomingReferences, incomingReferencesOf } from "./incoming-references.ts";
import { type NamedStep, type StepIds, StepNames } from "./named-steps.ts";
import { PassedSteps } from "./passed-steps.ts";
import { PathFollower } from "./path-follower.ts";
import { PlaceFrames } from "./place-frames.ts";
import { rootFrameOf } from "./referrers.ts";
import { shortestCellsOf } from "./shortest-cells.ts";

/** A step of a path, and where it stands. */
export interface PathStep extends NamedStep {
  /** Where what it leads to stands, if that is below the place of the step; else the frame of the place. */
  readonly frame: number;
  /** Whether it leads to a part of what refers to it, which is no object for a person. */
  readonly isPart: boolean;
  /** What it leads to, more exactly than its type; `""` where nothing more is known, where that takes too long to find out, and for steps made several times. "… and others" if the path holds its objects by others of the type, too. */
  readonly label: string;
  /** Whether all paths to all objects asked for lead through it: it owns them. */
  readonly isOwner: boolean;
}

/** A way from a root to some of the objects asked for. */
export interface HolderPath {
  /** The first one is a root. */
  readonly steps: readonly PathStep[];
  /** Steps left out in the middle of a long path, after `steps[STEPS_BEFORE_GAP - 1]`. */
  readonly gap: number;
  /** Objects asked for that it leads to, and those that such an object leads to without another between; -1 where that takes too long to find out. */
  readonly held: number;
}

export interface Holders {
  /** Each shares as few steps as possible with those before it. No two have the same names. */
  readonly paths: readonly HolderPath[];
  /** Objects asked for. */
  readonly targets: number;
  /** Those that no root would hold without the ignored holders; 0 if none are ignored. */
  readonly freed: number;
  /** Those that only weak references lead to, where no path holds any. */
  readonly weaklyHeld: number;
}

export const NO_HOLDERS: Holders = { paths: [], targets: 0, freed: 0, weaklyHeld: 0 };

/** The path to the holder: names of its steps, from a root on. Its last step leads to the holder. */
export type HolderName = readonly NamedStep[];

export interface PathLimits {
  /** Whether nodes of a type only repeat what other references say: no path leads through them. */
  readonly isEcho: (type: string) => boolean;
  /** Types of nodes that a shortest path leads to, and no other. */
  readonly gateways: ReadonlySet<string>;
}

export interface HolderOptions {
  /** No path leads through these; not over the last step, where that leads to an object asked for. */
  readonly ignored: readonly HolderName[];
  /** Roots that hold nothing: what only weak references lead to stands below them. */
  readonly weakRoots: ReadonlySet<number>;
  /** What else limits paths as long as there are any. */
  readonly limits: PathLimits | null;
  /** Per node: its immediate dominator over all roots. */
  readonly owner: Int32Array;
  readonly mostPaths: number;
  /** What a node is called, more exactly than its type; `""` for none. */
  readonly labelOf: (node: number) => string;
}

/** Of a longer path, this many steps are given at each end. */
export const STEPS_BEFORE_GAP = 40;

/** Paths from roots to objects. All roots count alike. What is known of the graph is kept for the next question. */
export class HolderQuestion {
  readonly #graph: Graph;
  readonly #names: StepNames;
  readonly #incoming: IncomingReferences;
  readonly #follower: PathFollower;
  /** Per node: the count in which it was met. */
  readonly #heldBy: Int32Array;
  #counts = 0;
  #onlyCells: ReadonlyMap<number, number> | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#names = new StepNames(graph);
    this.#incoming = incomingReferencesOf(graph);
    this.#follower = new PathFollower(graph, this.#names);
    this.#heldBy = new Int32Array(graph.nodeCount);
  }

  pathsTo(targets: Int32Array, nodeFrames: NodeFrames, options: HolderOptions): Holders {
    if (targets.length === 0) return NO_HOLDERS;
    const found = this.#pathsTo(targets, nodeFrames, options);
    const isLimited = options.limits !== null && found.paths.length === 0;
    return isLimited ? this.#pathsTo(targets, nodeFrames, { ...options, limits: null }) : found;
  }

  #pathsTo(targets: Int32Array, nodeFrames: NodeFrames, options: HolderOptions): Holders {
    const { ignored, weakRoots, mostPaths } = options;
    const graph = this.#graph;
    const isTarget = new Uint8Array(graph.nodeCount);
    for (let t = 0; t < targets.length; t++) isTarget[targets[t]] = 1;
    const barred = this.#barredBy(options, isTarget);
    const isOwner = commonOwnersOf(options.owner, targets);
    const search = new HolderSearch(graph, this.#incoming, this.#names, targets, barred, this.#waysOf(options));
    const passed = new PassedSteps(this.#names.placeCount, graph.names.length);
    const frames = new StepFrames(graph, nodeFrames);
    const paths: HolderPath[] = [];
    const known = new Set<string>();
    while (paths.length < mostPaths) {
      const best = this.#bestOf(search.find(passed), isTarget, barred, known);
      if (best === null) break;
      known.add(best.text);
      this.#pass(best.path, passed);
      paths.push(this.#toHolderPath(best, frames, isOwner, this.#labelsOf(best, isTarget, barred, options)));
    }
    return { paths, targets: targets.length, ...this.#unheldOf(targets, barred, ignored, weakRoots, paths.length > 0) };
  }

  /** Of equally good paths the one that holds the most objects; `null` if all are known by their names. */
  #bestOf(
    found: readonly NodePath[],
    isTarget: Uint8Array,
    barred: BarredHolders,
    known: ReadonlySet<string>,
  ): NamedPath | null {
    const met = new Set(known);
    let best: NamedPath | null = null;
    for (const path of found) {
      const steps = this.#stepsOf(path);
      const text = steps.map(({ ids }) => `${ids.place}.${ids.type}*${ids.times}`).join(" ");
      if (met.has(text)) continue;
      met.add(text);
      const held = this.#countHeldBy(steps, isTarget, barred);
      if (best === null || held > best.held) best = { path, steps, text, held };
    }
    return best;
  }

  /** Steps that repeat themselves are one. */
  #stepsOf({ root, nodes, cells }: NodePath): RunOfSteps[] {
    const names = this.#names;
    const runs: RunOfSteps[] = [
      { ids: { place: names.rootPlaceOf(root), type: names.typeOf(nodes[0]), times: 1 }, last: 0 },
    ];
    for (let i = 1; i < nodes.length; i++) {
      const place = names.placeOf(nodes[i - 1], cells[i - 1]);
      const type = names.typeOf(nodes[i]);
      const { ids } = runs[runs.length - 1];
      if (ids.place === place && ids.type === type)
        runs[runs.length - 1] = { ids: { place, type, times: ids.times + 1 }, last: i };
      else runs.push({ ids: { place, type, times: 1 }, last: i });
    }
    return runs;
  }

  #pass({ root, nodes, cells }: NodePath, passed: PassedSteps): void {
    const names = this.#names;
    passed.add(-1, names.rootPlaceOf(root), names.typeOf(nodes[0]));
    for (let i = 1; i < nodes.length; i++) {
      const from = names.typeOf(nodes[i - 1]);
      passed.add(from, names.placeOf(nodes[i - 1], cells[i - 1]), names.typeOf(nodes[i]));
    }
  }

  #countHeldBy(steps: readonly RunOfSteps[], isTarget: Uint8Array, barred: BarredHolders): number {
    const ids = steps.map((step) => step.ids);
    const end = this.#follower.endOf(ids, barred);
    if (end === null) return -1;
    const { firstCell, cells } = this.#graph;
    const heldBy = this.#heldBy;
    const count = ++this.#counts;
    const work: number[] = [];
    let held = 0;
    const meet = (node: number): void => {
      if (isTarget[node] === 0 || heldBy[node] === count) return;
      heldBy[node] = count;
      held++;
      work.push(node);
    };
    for (const node of end.nodes) meet(node);
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      for (let at = firstCell[node]; at < firstCell[node + 1]; at++) {
        if (cells[at] > 0 && !barred.isCell(at)) meet(cells[at] - 1);
      }
    }
    return held;
  }

  #toHolderPath(
    { path, steps, held }: NamedPath,
    frames: StepFrames,
    isOwner: Uint8Array,
    labels: readonly string[],
  ): HolderPath {
    const gap = Math.max(0, steps.length - 2 * STEPS_BEFORE_GAP);
    const withoutGap = <T>(all: readonly T[]): readonly T[] =>
      gap === 0 ? all : [...all.slice(0, STEPS_BEFORE_GAP), ...all.slice(-STEPS_BEFORE_GAP)];
    const shownLabels = withoutGap(labels);
    return {
      steps: withoutGap(steps).map(({ ids, last }, index) => ({
        ...this.#names.namesOf(ids),
        isPart: this.#isPart(path.nodes[last]),
        label: shownLabels[index],
        isOwner: isOwner[path.nodes[last]] === 1,
        frame: frames.frameOf(path, last),
      })),
      gap,
      held,
    };
  }

  /** By step. Objects of one path are reached by the same names, but not through the same nodes. */
  #labelsOf(
    { path, steps }: NamedPath,
    isTarget: Uint8Array,
    barred: BarredHolders,
    { labelOf }: HolderOptions,
  ): string[] {
    const ids = steps.map((step) => step.ids);
    return steps.map(({ last }, index) => {
      const label = ids[index].times === 1 ? labelOf(path.nodes[last]) : "";
      if (label === "") return "";
      const reached = this.#follower.endOf(ids.slice(0, index + 1), barred);
      const others = reached?.nodes.filter((node) => labelOf(node) !== label) ?? null;
      if (others?.length === 0) return label;
      const end = others === null ? null : this.#follower.endFrom(others, ids.slice(index + 1), barred);
      if (end === null) return "";
      return end.nodes.some((node) => isTarget[node] === 1) ? `${label} and others` : label;
    });
  }

  #isPart(node: number): boolean {
    const { shapes, nodeShape } = this.#graph;
    return (shapes.flags[nodeShape[node]] & SHAPE_INLINE) !== 0;
  }

  #barredBy({ ignored, weakRoots, limits }: HolderOptions, isTarget: Uint8Array): BarredHolders {
    const { nodeCount, cells } = this.#graph;
    const node = limits === null ? new Uint8Array(nodeCount) : this.#echoesOf(limits, isTarget);
    const roots = new Set(weakRoots);
    let cell: Uint8Array | null = null;
    for (const holder of ignored) {
      const ids: StepIds[] = [];
      for (const step of holder) {
        const found = this.#names.idsOf(step);
        if (found !== null) ids.push(found);
      }
      if (ids.length < holder.length || ids.length === 0) continue;
      const end = this.#follower.endOf(ids, null);
      if (end === null) continue;
      for (const at of end.nodes) if (isTarget[at] === 0) node[at] = 1;
      for (const root of end.roots) if (isTarget[this.#graph.roots.cell[root] - 1] === 1) roots.add(root);
      for (const at of end.cells) {
        if (isTarget[cells[at] - 1] === 0) continue;
        cell ??= new Uint8Array(cells.length);
        cell[at] = 1;
      }
    }
    return new BarredHolders(node, cell, roots);
  }

  #waysOf({ limits }: HolderOptions): Ways {
    if (limits === null) return { throughRoots: "yes", onlyCells: new Map() };
    this.#onlyCells ??= shortestCellsOf(this.#graph, limits.gateways);
    return { throughRoots: "no", onlyCells: this.#onlyCells };
  }

  #echoesOf({ isEcho }: PathLimits, isTarget: Uint8Array): Uint8Array {
    const { nodeCount, nodeShape, names, shapes } = this.#graph;
    const isOfEchoes = Uint8Array.from(shapes.typeName, (name) => (isEcho(names[name]) ? 1 : 0));
    const isThere = new Uint8Array(nodeCount);
    for (let node = 0; node < nodeCount; node++) isThere[node] = isTarget[node] === 1 ? 0 : isOfEchoes[nodeShape[node]];
    return isThere;
  }

  #unheldOf(
    targets: Int32Array,
    barred: BarredHolders,
    ignored: readonly HolderName[],
    weakRoots: ReadonlySet<number>,
    isHeld: boolean,
  ): Pick<Holders, "freed" | "weaklyHeld"> {
    if (isHeld && ignored.length === 0) return { freed: 0, weaklyHeld: 0 };
    const without = isHeld ? reachedBeside(this.#graph, barred) : null;
    const count = (isCounted: (node: number) => boolean): number => {
      let sum = 0;
      for (let t = 0; t < targets.length; t++) if (isCounted(targets[t])) sum++;
      return sum;
    };
    if (without !== null) return { freed: count((node) => without[node] === 0), weaklyHeld: 0 };
    const nothing = new BarredHolders(new Uint8Array(this.#graph.nodeCount), null, weakRoots);
    const strongly = reachedBeside(this.#graph, nothing);
    return {
      freed: count((node) => strongly[node] === 1),
      weaklyHeld: count((node) => strongly[node] === 0),
    };
  }
}

interface RunOfSteps {
  readonly ids: StepIds;
  /** Index into `NodePath.nodes` of what its last time leads to. */
  readonly last: number;
}

interface NamedPath {
  readonly path: NodePath;
  readonly steps: readonly RunOfSteps[];
  readonly text: string;
  readonly held: number;
}

/** The frames of steps. */
class StepFrames {
  readonly #graph: Graph;
  readonly #nodeFrames: NodeFrames;
  readonly #placeFrames: PlaceFrames;

  constructor(graph: Graph, nodeFrames: NodeFrames) {
    this.#graph = graph;
    this.#nodeFrames = nodeFrames;
    this.#placeFrames = new PlaceFrames(graph, nodeFrames.frames);
  }

  /** Of the step that leads to `path.nodes[at]`. */
  frameOf({ root, nodes, cells }: NodePath, at: number): number {
    const { frames, nodeFrame } = this.#nodeFrames;
    const own = nodeFrame[nodes[at]];
    const around = at === 0 ? rootFrameOf(this.#graph, frames, root) : this.#placeFrameOf(nodes[at - 1], cells[at - 1]);
    if (around === -1) return own;
    return own >= around && own < frames.subtreeEnd[around] ? own : around;
  }

  #placeFrameOf(node: number, cell: number): number {
    const from = this.#nodeFrames.nodeFrame[node];
    if (from === -1) return -1;
    const place = placeRowOf(this.#graph, node, cell);
    return place === PLACE_SELF ? from : this.#placeFrames.frameOf(from, place);
  }
}

function placeRowOf(graph: Graph, node: number, cell: number): number {
  const slot = slotOfCell(graph, node, cell);
  return slot < 0 ? PLACE_SELF : graph.shapes.slotPlace[slot];
}
