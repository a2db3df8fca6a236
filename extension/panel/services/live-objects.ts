import type { ObjectPaths } from "../../../core/graph/object-paths.ts";
import { MAX_READ_OBJECTS, type ObjectUse } from "../../protocol/messages.ts";
import {
  type FrameWorker,
  type InspectedPage,
  type LiveObjects,
  type ObjectPosition,
  type ObjectReading,
  type ObjectRows,
  type OnlyWalked,
  type PageWalk,
  PanelError,
} from "../store/services.ts";

const NOT_OF_PAGE = "This snapshot is not of this page since DevTools opened, so its objects cannot be read.";
export const UNREACHED = "Only the debugger sees this, or what leads to it, so scripts cannot get at it.";
const ELSEWHERE = "Objects in workers, and in frames of other sites, are not read.";

/** States of a reading, by READ_… of core/snapshot/read-objects.ts. */
export const READING_STATES = ["same", "changed", "gone", "unread", "changed"] as const;

/** The objects of the snapshots that were taken of the inspected page. */
export class PageLiveObjects implements LiveObjects {
  readonly #page: InspectedPage;
  readonly #worker: FrameWorker;
  /** Of a walk whose objects cannot be found any more, as in a document that is gone, only the reason: the walk would keep the connection of that document. */
  readonly #walks = new Map<number, PageWalk | string>();

  constructor(page: InspectedPage, worker: FrameWorker) {
    this.#page = page;
    this.#worker = worker;
  }

  add(snapshot: number, walk: PageWalk): void {
    for (const [number, one] of this.#walks) this.#walks.set(number, this.#usable(one));
    this.#walks.set(snapshot, walk);
  }

  addComparison(comparison: number, after: number): void {
    const walk = this.#walks.get(after);
    if (walk !== undefined) this.#walks.set(comparison, walk);
  }

  drop(snapshot: number): void {
    this.#walks.delete(snapshot);
  }

  refusalOf(snapshot: number): string | null {
    const walk = this.#walkOf(snapshot);
    return typeof walk === "string" ? walk : null;
  }

  async read(snapshot: number, rows: ObjectRows, signal?: AbortSignal): Promise<readonly ObjectReading[]> {
    const walk = this.#walkOf(snapshot);
    if (typeof walk === "string") return Array.from(rows.nodes, () => unreadFor(walk));
    const readings: ObjectReading[] = Array.from(rows.nodes, () => unreadFor(ELSEWHERE));
    for (let first = 0; first < rows.nodes.length; first += MAX_READ_OBJECTS) {
      const end = first + MAX_READ_OBJECTS;
      const found = await this.#worker.findPaths(
        snapshot,
        rows.nodes.slice(first, end),
        rows.cells.slice(first, end),
        walk.nodeCount,
      );
      const read = await this.#page.readObjects(walk, found.paths, signal);
      found.rows.forEach((row, i) => {
        const state = READING_STATES[read.states[i]] ?? "unread";
        const preview = state === "unread" ? UNREACHED : read.previews[i];
        readings[first + row] = { state, key: read.keys[i], preview };
      });
    }
    return readings;
  }

  async use(snapshot: number, object: ObjectPosition, use: ObjectUse): Promise<string> {
    const { walk, paths } = await this.#pathTo(snapshot, object);
    return this.#page.useObject(walk, paths, use);
  }

  async onlyOf(snapshot: number, object: ObjectPosition, name: string): Promise<OnlyWalked> {
    return { ...(await this.#pathTo(snapshot, object)), name };
  }

  async expressionOf(
    snapshot: number,
    object: ObjectPosition,
    expressions: ReadonlyMap<string, string>,
  ): Promise<string | null> {
    const { walk, paths } = await this.#pathTo(snapshot, object);
    for (const starts of ["globals", "scripts"] as const) {
      const { node, cell } = object;
      const way = await this.#worker.findExpression(snapshot, node, cell, starts, expressions, walk.nodeCount);
      if (way === null) continue;
      const { codes } = await this.#page.readObjects(walk, way.paths);
      const expression = way.start + codes.join("");
      if (!codes.includes("") && (await this.#page.isGivenBy(walk, paths, expression))) return expression;
    }
    return null;
  }

  /** The walk of the snapshot, or why its objects cannot be found. */
  #walkOf(snapshot: number): PageWalk | string {
    return this.#usable(this.#walks.get(snapshot) ?? NOT_OF_PAGE);
  }

  #usable(walk: PageWalk | string): PageWalk | string {
    return typeof walk === "string" ? walk : (this.#page.refusalOf(walk) ?? walk);
  }

  async #pathTo(
    snapshot: number,
    { node, cell }: ObjectPosition,
  ): Promise<{ readonly walk: PageWalk; readonly paths: ObjectPaths }> {
    const walk = this.#walkOf(snapshot);
    if (typeof walk === "string") throw new PanelError("object-gone", walk);
    const found = await this.#worker.findPaths(snapshot, Int32Array.of(node), Int32Array.of(cell), walk.nodeCount);
    if (found.rows.length === 0) throw new PanelError("object-gone", ELSEWHERE);
    return { walk, paths: found.paths };
  }
}

function unreadFor(preview: string): ObjectReading {
  return { state: "unread", key: "", preview };
}
