import type { Layout } from "../layout/layout.ts";
import { textOfThrown } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList, type SafeMap } from "../realm/safe-collections.ts";
import type { Describe, Sink } from "../sink/sink.ts";
import type { VisitObject } from "../visitor/allocative.ts";
import { headerSizeOf, shallowSizeOf } from "../visitor/shallow-size.ts";
import { TreeSink } from "../visitor/tree-sink.ts";
import { incorrectSizeText, VisitTree } from "../visitor/visit-tree.ts";
import { type Recording, Visitor } from "../visitor/visitor.ts";
import { VisitBudgetError } from "../visitor/visitor-error.ts";

/** Calls and iterated items of one description. More than any honest one makes; a few hundred milliseconds. */
const MAX_CALLS = 1 << 20;
/** Frames of one description: they are for people to read. */
const MAX_FRAMES = 10_000;
const MAX_DEPTH = 256;
/** Warnings of one kind about objects of one type; further ones add nothing new. */
const MAX_NOTES_PER_TYPE = 10;

/**
 * Objects that describe themselves through a `Visitor`, one at a time. Their reports are kept aside until the visit is
 * over, so that a failed visit leaves no partial object. Values of fields become references of the node, which the walk
 * follows.
 */
export class SelfDescribed implements Recording {
  readonly layout: Layout;
  readonly topIsType = true;
  innermost: Visitor | undefined;
  /** Number of pointees described by their holders and not walked yet. */
  pointeeCount = 0;

  /** Descriptions by holders (`enterShared`) of pointees that the walk has not reached yet. */
  readonly #pointees: SafeMap<object, VisitTree> = createSafeMap();
  /** All pointees described by holders. */
  readonly #describedPointees: SafeMap<object, true> = createSafeMap();
  readonly #describeBuiltIn: Describe;
  readonly #noteCounts: SafeMap<string, number> = createSafeMap();
  #sink: Sink | undefined;
  #typeName = "";
  #callCount = 0;
  #isExhausted = false;
  #hasMisuse = false;
  #tree = new VisitTree();
  #failed: object | undefined;
  #newPointees: SafeList<object> = createSafeList<object>();

  constructor(layout: Layout, describeBuiltIn: Describe) {
    this.layout = layout;
    this.#describeBuiltIn = describeBuiltIn;
  }

  /** Describes the object by the description of its holder; false if no holder gave one. */
  describePointee(object: object, sink: Sink, typeName: string): boolean {
    const tree = this.#pointees.get(object);
    if (tree === undefined) return false;
    this.#pointees.delete(object);
    this.pointeeCount--;
    this.#typeName = typeName;
    this.#write(tree, sink);
    return true;
  }

  /** Has `visit` describe the object; false if it failed, with a warning and nothing else reported to the sink. */
  describe(object: object, visit: VisitObject, sink: Sink, typeName: string): boolean {
    /* Asked again on the way to a built-in impl. */
    if (this.#failed === object) return false;
    const tree = new VisitTree();
    this.#tree = tree;
    this.#sink = sink;
    this.#typeName = typeName;
    this.#callCount = 0;
    this.#isExhausted = false;
    this.#hasMisuse = false;
    this.#newPointees = createSafeList<object>();
    this.innermost = undefined;
    const top = new Visitor(this, tree, 0, undefined);
    let failure: string | undefined;
    try {
      visit(object, top);
    } catch (thrown) {
      if (!this.#isExhausted) failure = `it threw ${textOfThrown(thrown)}`;
    }
    if (this.#isExhausted) {
      failure = `it makes more than ${MAX_CALLS} calls, ${MAX_FRAMES} frames or ${MAX_DEPTH} levels`;
    }
    if (!Visitor.end(this, top) && failure === undefined) this.misuse("a visitor was entered and not exited");
    this.#sink = undefined;
    if (failure !== undefined) {
      this.#failed = object;
      for (let i = 0; i < this.#newPointees.length; i++) this.#pointees.delete(this.#newPointees[i]);
      this.pointeeCount -= this.#newPointees.length;
      this.note(
        sink,
        typeName,
        "visit-failed",
        `The object's own description is not used, because ${failure}. Its own properties are measured instead.`,
      );
      return false;
    }
    if (tree.nodes[0].size === 0 && !tree.nodes[0].isAuto && tree.typeName === undefined) {
      tree.addAuto(0, headerSizeOf(object, this.layout), shallowSizeOf(object, this.layout));
    }
    this.#write(tree, sink);
    return true;
  }

  tick(): void {
    if (this.#sink === undefined) return;
    this.#callCount++;
    if (this.#callCount > MAX_CALLS || this.#tree.nodes.length > MAX_FRAMES || this.#isTooDeep())
      this.#isExhausted = true;
    if (this.#isExhausted) throw new VisitBudgetError("this visit makes too many calls");
  }

  misuse(message: string): void {
    if (this.#sink === undefined || this.#hasMisuse) return;
    this.#hasMisuse = true;
    this.note(this.#sink, this.#typeName, "visit-misused", `The object's own description makes a mistake: ${message}.`);
  }

  follow(_visitor: Visitor, tree: VisitTree, node: number, value: unknown, size: number | undefined): void {
    /* A given size includes the box of a number. */
    if (size === undefined || typeof value !== "number") tree.followValue(node, value, this.layout);
  }

  describeOwn(tree: VisitTree, node: number, object: object, skipped: readonly PropertyKey[]): void {
    const sink = new TreeSink(tree, node, this.layout, skipped, (code, detail) => {
      if (this.#sink !== undefined) this.note(this.#sink, this.#typeName, code, detail);
    });
    this.#describeBuiltIn(object, sink);
  }

  enterPointee(tree: VisitTree, node: number, pointee: object): { tree: VisitTree; node: number } | undefined {
    tree.follow(node, pointee);
    if (this.#describedPointees.get(pointee) !== undefined || this.#sink?.isDescribed(pointee) !== false)
      return undefined;
    this.#describedPointees.set(pointee, true);
    const description = new VisitTree();
    this.#pointees.set(pointee, description);
    this.pointeeCount++;
    this.#newPointees[this.#newPointees.length] = pointee;
    return { tree: description, node: 0 };
  }

  exitTop(): void {}

  #isTooDeep(): boolean {
    const { nodes } = this.#tree;
    return nodes[nodes.length - 1].depth > MAX_DEPTH;
  }

  /** Adds a warning, unless there are enough of its kind about objects of the type. */
  note(sink: Sink, typeName: string, code: string, detail: string): void {
    const kind = `${code} ${typeName}`;
    const count = (this.#noteCounts.get(kind) ?? 0) + 1;
    this.#noteCounts.set(kind, count);
    if (count < MAX_NOTES_PER_TYPE) sink.warn(code, detail);
    else if (count === MAX_NOTES_PER_TYPE)
      sink.warn(code, `${detail} Further objects of type ${typeName} are not listed.`);
  }

  #write(tree: VisitTree, sink: Sink): void {
    const { nodes, references, referenceNodes } = tree;
    const own = tree.ownSizes();
    const typeName = tree.typeName ?? this.#typeName;
    const places = createSafeList<number>();
    sink.begin(typeName, 0);
    places[0] = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (i > 0) {
        places[i] = node.place >= 0 ? node.place : sink.placeOf(places[node.parent], node.name, node.kind, node.flags);
      }
      if (own[i] > 0) sink.bytes(places[i], own[i]);
      else if (own[i] < 0) {
        const stack = i === 0 ? typeName : `${typeName};${tree.stackOf(i)}`;
        this.note(sink, this.#typeName, "visit-size", incorrectSizeText(stack, node.size, own[i]));
      }
    }
    for (let i = 0; i < nodes.length; i++) {
      if (nodes[i].possibleSize > 0) sink.possibleBytes(places[i], nodes[i].possibleSize);
    }
    /* A frame with one reference has a slot of its own; those with more share the repeated part, or each length would be a shape of its own. */
    const lists = createSafeList<SafeList<unknown>>();
    const listPlaces = createSafeList<number>();
    const listOfNode = createSafeList<number>();
    for (let r = 0; r < references.length; r++) {
      const node = referenceNodes[r];
      if (nodes[node].referenceCount === 1) {
        sink.reference(places[node], references[r]);
        continue;
      }
      let list = listOfNode[node];
      if (list === undefined) {
        list = lists.length;
        listOfNode[node] = list;
        lists[list] = createSafeList<unknown>();
        listPlaces[list] = places[node];
      }
      const values = lists[list];
      values[values.length] = references[r];
    }
    if (lists.length > 0) sink.rows(listPlaces, lists);
  }
}
