import { type FrameTable, frameNameOf } from "../flamegraph/frame-table.ts";
import { framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../flamegraph/owners/sharing-policy.ts";
import { KIND_SHARED } from "../graph/graph.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { warningsOf } from "../graph/path.ts";
import type { Layout } from "../layout/layout.ts";
import { ownPropertyOf, textOfThrown } from "../realm/introspect.ts";
import { isPromise } from "../realm/introspect-native.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";
import { registeredFor } from "../registry/register-impl.ts";
import { registeredRootNames, resolveRoot } from "../registry/roots.ts";
import type { Describe } from "../sink/sink.ts";
import { builtInDescribe, createWalk, PROMISE_ROOT } from "../snapshot/create-walk.ts";
import { layoutOf, type SnapshotOptions } from "../snapshot/snapshot-options.ts";
import { type VisitObject, visit as visitKey } from "../visitor/allocative.ts";
import { isObject, typeNameOf } from "../visitor/shallow-size.ts";
import { TreeSink } from "../visitor/tree-sink.ts";
import { incorrectSizeText, VisitTree } from "../visitor/visit-tree.ts";
import { type Recording, Visitor } from "../visitor/visitor.ts";
import { VisitorError } from "../visitor/visitor-error.ts";
import { type Branch, childOf, compareKeys, createBranch, type FlameGraph, flameGraphOf } from "./flame-graph.ts";

/** The result of a `FlameGraphBuilder`. */
export interface FlameGraphOutput {
  readonly flamegraph: FlameGraph;
  /** One line per problem, in the crate's words where the crate has them; "" if there was none. */
  readonly warnings: string;
}

/**
 * Builds a flamegraph from calls of visitors, as the crate does: for the same calls it writes the same frames and
 * warnings. Shared objects are at the top.
 *
 * Objects with a `[visit]` describe themselves. All others, and the values of fields without a given size, are walked
 * in `finish()`, as in a snapshot with the sharing policy "root", so they are measured in the state they have then.
 */
export class FlameGraphBuilder {
  readonly #recording: BuilderRecording;

  constructor(options: Pick<SnapshotOptions, "layout"> = {}) {
    this.#recording = new BuilderRecording(options);
  }

  /** The visitor above all frames. It is to be exited before the next one. @throws VisitorError while one is open, and after `finish`. */
  rootVisitor(): Visitor {
    return this.#recording.enterRoot("rootVisitor");
  }

  /**
   * Visits an object: its `[visit]` adds its frames at the top; an object without one is walked.
   *
   * @throws VisitorError as `rootVisitor`, and if the visit enters frames that it does not exit; TypeError if `root` is
   * not an object. An error of a `[visit]` is passed on; the frames it added stay, and the builder remains usable.
   */
  visitRoot(root: object): void {
    this.#recording.visitRoot(root);
  }

  /** Visits all registered roots that are still there. A getter that throws is a warning. @throws as `visitRoot`; RegistryError */
  visitGlobalRoots(): void {
    this.#recording.expectUsable("visitGlobalRoots");
    const names = registeredRootNames();
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const root = resolveRoot(name);
      const { warnings } = this.#recording;
      if (root.state === "threw") {
        warnings.push(`Root \`${name}\` is left out: its getter threw ${textOfThrown(root.thrown)}`);
      } else if (root.state === "found" && isObject(root.value)) {
        if (isPromise(root.value)) warnings.push(`Root \`${name}\`: ${PROMISE_ROOT}`);
        this.visitRoot(root.value);
      }
    }
  }

  /** Ends the building. @throws VisitorError while a visitor is open, and when called again. Costs a walk of what the visited fields reach. */
  finish(): FlameGraphOutput {
    return this.#recording.finish();
  }

  /** Ends the building and gives the folded stacks. @throws as `finish` */
  finishAndWriteFlameGraph(): string {
    return this.finish().flamegraph.write();
  }
}

class BuilderRecording implements Recording {
  readonly layout: Layout;
  readonly topIsType = false;
  innermost: Visitor | undefined;
  readonly warnings: string[] = [];

  readonly #options: Pick<SnapshotOptions, "layout">;
  readonly #tree = new VisitTree();
  /** Objects described by a visit: the walk leaves them out. */
  readonly #described = new Set<object>();
  readonly #pointees = new Set<object>();
  #describeBuiltIn: Describe | undefined;
  #isFinished = false;

  constructor(options: Pick<SnapshotOptions, "layout">) {
    this.#options = options;
    this.layout = layoutOf(options);
  }

  expectUsable(method: string): void {
    if (this.#isFinished) throw new VisitorError(`${method}: the builder is finished`);
    if (this.innermost !== undefined) throw new VisitorError(`${method}: a visitor is still open; exit it first`);
  }

  enterRoot(method: string): Visitor {
    this.expectUsable(method);
    return new Visitor(this, this.#tree, 0, undefined);
  }

  visitRoot(root: object): void {
    this.expectUsable("visitRoot");
    if (!isObject(root)) throw new TypeError(`visitRoot: expected an object; got ${typeNameOf(root)}`);
    const visit = visitOf(root);
    if (visit === undefined) {
      this.#tree.follow(0, root);
      return;
    }
    this.#described.add(root);
    const visitor = this.enterRoot("visitRoot");
    try {
      visit(root, visitor);
      if (!Visitor.isOpen(visitor))
        throw new VisitorError("visitRoot: the visit exited a visitor that it did not enter");
      if (this.innermost !== visitor)
        throw new VisitorError("visitRoot: the visit entered frames that it did not exit");
    } finally {
      Visitor.end(this, visitor);
    }
  }

  finish(): FlameGraphOutput {
    this.expectUsable("finish");
    this.#isFinished = true;
    const { nodes } = this.#tree;
    const own = this.#tree.ownSizes();
    const root = createBranch();
    const branches: Branch[] = [root];
    const children: number[][] = [];
    for (let node = 0; node < nodes.length; node++) {
      children.push([]);
      if (node > 0) children[nodes[node].parent].push(node);
    }
    const pending: number[] = [0];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      const { name, parent, size } = nodes[node];
      if (node > 0) {
        const branch = childOf(branches[parent], name);
        branches[node] = branch;
        if (own[node] > 0) branch.size += own[node];
        else if (own[node] < 0) {
          this.warnings.push(incorrectSizeText(this.#tree.stackOf(node), size, own[node]));
        }
      }
      const below = children[node];
      below.sort((a, b) => compareKeys(nodes[b].name, nodes[a].name));
      for (let i = 0; i < below.length; i++) pending.push(below[i]);
    }
    this.#walkReferences(branches);
    return {
      flamegraph: flameGraphOf(root),
      warnings: this.warnings.map((warning) => `${warning}\n`).join(""),
    };
  }

  /** Adds what the references of the tree reach; `branches` are those of its nodes. */
  #walkReferences(branches: readonly Branch[]): void {
    const { references, referenceNodes } = this.#tree;
    if (references.length === 0) return;
    const walk = createWalk(this.#options);
    walk.leaveOut([...this.#described]);
    for (let r = 0; r < references.length; r++) walk.addRoot(`${r}`, references[r]);
    walk.advance(Number.POSITIVE_INFINITY);
    const graph = toGraph(walk.finish());
    for (const { code, path, detail } of warningsOf(graph)) {
      const [reference, ...keys] = path.split(";");
      const stack = path === "" ? "" : this.#tree.stackOf(referenceNodes[Number(reference)] ?? 0);
      this.warnings.push(`${[stack, ...keys].filter((part) => part !== "").join(";") || "(all)"}: ${code}: ${detail}`);
    }
    const frames = framesOfGraph(graph, ownersOf(graph, "root"));
    addFrames(branches[0], frames, (root) => branches[referenceNodes[Number(root)]]);
  }

  tick(): void {}

  misuse(message: string): void {
    throw new VisitorError(message);
  }

  follow(visitor: Visitor, tree: VisitTree, node: number, value: unknown, size: number | undefined): void {
    if (size === undefined) {
      if (value !== null && value !== undefined && typeof value !== "boolean") tree.follow(node, value);
      return;
    }
    if (!isObject(value)) {
      /* A given size includes a number's box; a string's characters lie elsewhere. */
      if (typeof value === "string" || typeof value === "bigint" || typeof value === "symbol") tree.follow(node, value);
      return;
    }
    const visit = visitOf(value);
    if (visit === undefined) tree.follow(node, value);
    else {
      this.#described.add(value);
      visit(value, visitor);
    }
  }

  enterPointee(tree: VisitTree, _node: number, pointee: object): { tree: VisitTree; node: number } | undefined {
    if (this.#pointees.has(pointee)) return undefined;
    this.#pointees.add(pointee);
    this.#described.add(pointee);
    return { tree, node: 0 };
  }

  describeOwn(tree: VisitTree, node: number, object: object, skipped: readonly PropertyKey[]): void {
    this.#describeBuiltIn ??= builtInDescribe(this.#options);
    this.#describeBuiltIn(
      object,
      new TreeSink(tree, node, this.layout, skipped, (code, detail) => {
        this.warnings.push(`${code}: ${detail}`);
      }),
    );
  }

  exitTop(): void {}
}

/**
 * Adds the frames of a table: those of a root below the branch that `branchOf` gives for its name, shared ones at the
 * top.
 */
function addFrames(top: Branch, frames: FrameTable, branchOf: (root: string) => Branch): void {
  const branches: Branch[] = [top];
  for (let f = 1; f < frames.count; f++) {
    const parent = frames.parent[f];
    const name = frameNameOf(frames, f);
    let branch: Branch;
    if (parent !== 0) branch = childOf(branches[parent], name);
    else branch = frames.kind[f] === KIND_SHARED ? top : branchOf(name);
    branches[f] = branch;
    branch.size += frames.selfSize[f];
  }
}

/** How an object describes itself: the impl registered for its class, or its own or inherited `[visit]`. */
function visitOf(object: object): VisitObject | undefined {
  return nearestOnChain(object, (at) => {
    const registered = at === object ? undefined : registeredFor(at);
    if (registered !== undefined) return registered;
    const found = ownPropertyOf(at, visitKey)?.value;
    return typeof found === "function" ? (self, visitor) => Reflect.apply(found, self, [visitor]) : undefined;
  });
}
