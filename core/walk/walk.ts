import {
  type GraphTables,
  type GraphWarning,
  PLACE_SELF,
  ROOT_GIVEN,
  type RootKind,
  SHAPE_INLINE,
  type TimelineCounts,
  type Warning,
} from "../graph/graph.ts";
import type { Watched } from "../graph/watched.ts";
import type { Layout } from "../layout/layout.ts";
import { append, prepareToRead, textOfThrown } from "../realm/introspect.ts";
import { createSafeList, type SafeList } from "../realm/safe-collections.ts";
import type { Describe } from "../sink/sink.ts";
import type { Anchors } from "./anchors.ts";
import type { RenamedNames } from "./name-table.ts";
import { type LateCells, Recorder } from "./recorder.ts";

/** Nodes described between two looks at the clock. */
const NODES_PER_CHECK = 64;

/** Nodes in one slice at most, whatever the clock says: it may stand still. They take some tenths of a second. */
const MAX_NODES_PER_SLICE = 1 << 20;
/** A part of a long object takes about as long as so many nodes. */
const NODES_PER_PART = 1 << 12;

export interface WalkOptions {
  readonly layout: Layout;
  readonly describe: Describe;
  /** Nodes (objects and strings) after which new ones are left out, with a warning. */
  readonly maxNodes: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** As `GraphTables.usedHeapSize`. */
  readonly usedHeapSize: number;
  /** The late cell for what is added to an object after its own description; undefined for nothing. Asked when the object's turn comes. */
  readonly attachmentOf?: AttachmentOf | undefined;
  /** Asked once for each name. */
  readonly renamedNames?: RenamedNames | undefined;
  /** Receives the objects by which others are found again. */
  readonly anchors?: Anchors | undefined;
}

export type AttachmentOf = (object: object) => LateCells | undefined;

/**
 * Does what there is to do when no node is left. `"again"`: it did something, and is to be called again. `"done"`: there is nothing more to do now. `"wait"`: something else has to
 * be done first, outside of the walk.
 */
export type DrainedStep = () => "again" | "done" | "wait";

/**
 * A walk over live objects, breadth-first over a worklist: no call stack, whatever the depth. Every node is described once. Between two
 * calls of `advance` the page may run; an object is described as it is when its turn comes.
 */
export class Walk {
  readonly #recorder: Recorder;
  readonly #describe: Describe;
  readonly #now: () => number;
  readonly #warnings: GraphWarning[] = [];
  /** Row of the worklist. */
  #next = 0;
  /** Whether the description of a node has begun and not ended. */
  #isOpen = false;
  #objectCount = 0;
  /* Of the slice. */
  #deadline = 0;
  #nodesLeft = 0;

  readonly #usedHeapSize: number;
  /** What to do when no node is left, in order. */
  readonly #drainedSteps: SafeList<DrainedStep> = createSafeList<DrainedStep>();
  /** The last step. */
  #lastStep: DrainedStep = () => "done";
  readonly #attachmentOf: AttachmentOf | undefined;
  readonly #anchors: Anchors | undefined;
  /** Row of the recorder's `anchorRuns` of the run that the current node is in, or that comes next. */
  #anchorRun = 0;

  constructor(options: WalkOptions) {
    this.#usedHeapSize = options.usedHeapSize;
    this.#recorder = new Recorder(options.layout, options.maxNodes, options.renamedNames);
    this.#describe = options.describe;
    this.#now = options.now;
    this.#attachmentOf = options.attachmentOf;
    this.#anchors = options.anchors;
  }

  /** A root; `group` is the name of the group it stands in, "" for none. */
  addRoot(name: string, value: unknown, kind: RootKind = ROOT_GIVEN, group = ""): void {
    this.#recorder.addRoot(name, value, kind, group);
  }

  /** Describes an object by `describe` instead of its impl, as `Sink.part` does; before or after it was added as a root. */
  addPart(object: object, describe: Describe): void {
    this.#recorder.part(object, describe);
  }

  /** Whether something referred to the object. To be asked when no node is left: what waits for its turn has referred to nothing yet. */
  isMet(object: object): boolean {
    return this.#recorder.isMet(object);
  }

  /** When no node is left, the steps are called in the order in which they were added. After one that did something, and after what it added is described, the first one is called again. A step is short: the clock is looked at between two. */
  whenDrained(step: DrainedStep): void {
    this.#drainedSteps[this.#drainedSteps.length] = step;
  }

  /** The same for a step that comes after all others. There is one. */
  whenAllDrained(step: DrainedStep): void {
    this.#lastStep = step;
  }

  /** Describes `list` as a list of ours with `count` items, which may be filled later: as `addPart`, without a frame. */
  addLateList(list: object, count: number): LateCells {
    const cells: LateCells = { at: -1 };
    const recorder = this.#recorder;
    this.addPart(list, () => {
      recorder.beginInternal("", 0, SHAPE_INLINE);
      recorder.beginItems(PLACE_SELF);
      recorder.lateItems(count, cells);
    });
    return cells;
  }

  /** Has one of these items refer to `object`. */
  fill(cells: LateCells, index: number, object: object): void {
    this.#recorder.fill(cells, index, object);
  }

  /** Takes no bytes and no object for what belongs to the engine, or to this library; before the first root is added. */
  leaveOut(objects: { readonly [index: number]: object; readonly length: number }): void {
    for (let i = 0; i < objects.length; i++) this.#recorder.nodes.leaveOut(objects[i]);
  }

  /** Takes at least no bytes for strings that the engine has itself; before the first root is added. */
  addEngineStrings(strings: readonly string[]): void {
    for (let i = 0; i < strings.length; i++) this.#recorder.nodes.addEngineString(strings[i]);
  }

  /** A warning about something that has no node. */
  warn(warning: Warning): void {
    const { code, path, detail } = warning;
    append(this.#warnings, { code, node: -1, path, detail });
  }

  /** Objects described so far. */
  get objectCount(): number {
    return this.#objectCount;
  }

  /** Describes nodes for about `budgetMs` milliseconds, without a limit where that is infinite; true when none is left, and no step waits. */
  advance(budgetMs: number): boolean {
    prepareToRead();
    this.#deadline = this.#now() + budgetMs;
    this.#nodesLeft = budgetMs === Number.POSITIVE_INFINITY ? budgetMs : MAX_NODES_PER_SLICE;
    const recorder = this.#recorder;
    let untilCheck = NODES_PER_CHECK;
    for (;;) {
      /* Long objects are described in parts, and may have been begun in the slice before. */
      if (recorder.hasRest && !this.#describeRest()) return false;
      if (this.#isOpen) {
        recorder.close();
        this.#isOpen = false;
      }
      if (this.#next === recorder.nodes.workCount) {
        recorder.settleLast(this.#next - 1);
        if (this.#next === recorder.nodes.workCount) {
          const did = this.#doWhenDrained();
          if (did === "done") break;
          if (did === "wait" || this.#isSliceOverAfter(NODES_PER_CHECK)) return false;
          continue;
        }
      }
      if (--untilCheck === 0) {
        if (this.#isSliceOverAfter(NODES_PER_CHECK)) return false;
        untilCheck = NODES_PER_CHECK;
        recorder.nodes.loadWork(this.#next, NODES_PER_CHECK);
      }
      this.#isOpen = true;
      this.#describeNode(this.#next++);
    }
    while (!recorder.join()) if (this.#isSliceOverAfter(NODES_PER_PART)) return false;
    return true;
  }

  #doWhenDrained(): "again" | "done" | "wait" {
    for (let i = 0; i < this.#drainedSteps.length; i++) {
      const did = this.#drainedSteps[i]();
      if (did !== "done") return did;
    }
    return this.#lastStep();
  }

  #isSliceOverAfter(nodes: number): boolean {
    this.#nodesLeft -= nodes;
    return this.#nodesLeft <= 0 || this.#now() >= this.#deadline;
  }

  #describeNode(row: number): void {
    const recorder = this.#recorder;
    const value = recorder.nodes.work.at(row);
    recorder.open();
    switch (typeof value) {
      case "string":
        recorder.describeString(value);
        break;
      case "bigint":
        recorder.describeBigInt(value);
        break;
      case "symbol":
        recorder.describeSymbol(value);
        break;
      default:
        try {
          const attachment = this.#attachmentOf?.(value);
          if (attachment !== undefined) recorder.attach(attachment);
          const describePart = recorder.partDescriber;
          if (describePart === undefined) this.#describe(value, recorder);
          else {
            if (!recorder.isRepeatingPart) recorder.anchorReferences();
            describePart(value, recorder);
          }
          if (this.#anchors !== undefined && recorder.isObject) {
            this.#anchors.meet(recorder.node, value);
            this.#addAnchor(this.#anchors, value, describePart !== undefined);
          }
        } catch (thrown) {
          this.#giveUp(thrown);
        }
        if (recorder.isObject) this.#objectCount++;
    }
  }

  /** Keeps the current object as an anchor, if it is one. */
  #addAnchor(anchors: Anchors, object: object, isPart: boolean): void {
    const { anchorRuns: runs, node } = this.#recorder;
    while (this.#anchorRun < runs.length && runs[this.#anchorRun + 1] <= node) this.#anchorRun += 2;
    if (this.#anchorRun < runs.length && runs[this.#anchorRun] <= node)
      anchors.add(node, object, isPart ? "part" : "object");
  }

  /** Goes on with the description of a long object, by one part at least, until the slice is over; true at its end. */
  #describeRest(): boolean {
    const recorder = this.#recorder;
    do {
      try {
        recorder.continueDescription();
      } catch (thrown) {
        this.#giveUp(thrown);
      }
      if (!recorder.hasRest) return true;
    } while (!this.#isSliceOverAfter(NODES_PER_PART));
    return false;
  }

  /** A trap of a Proxy threw, or lied in a way the engine does not allow. The description so far may be wrong. */
  #giveUp(thrown: unknown): void {
    const recorder = this.#recorder;
    recorder.reopen();
    recorder.begin("(unreadable)", 0);
    recorder.warn("object-unreadable", `Reading the object threw ${textOfThrown(thrown)}. Its bytes are not counted.`);
  }

  /** The graph of all nodes described. To be called once, after `advance` has reported the end. */
  finish(timeline?: TimelineCounts, domCounts?: Float64Array, watched?: Watched): GraphTables {
    const recorder = this.#recorder;
    if (recorder.nodes.leftOutCount > 0) {
      this.warn({
        code: "too-many-nodes",
        path: "",
        detail: `The snapshot reached its limit of ${recorder.nodes.maxCount} objects and strings. ${recorder.nodes.leftOutCount} references to further ones were not followed, and their bytes are not counted.`,
      });
    }
    if (!recorder.hasRoomForShapes) {
      this.warn({
        code: "too-many-shapes",
        path: "",
        detail:
          "The objects have too many different lists of keys. Later objects are shown as dictionaries, with their values under [key].",
      });
    }
    return recorder.toTables(this.#warnings, this.#usedHeapSize, timeline, domCounts, watched);
  }
}
