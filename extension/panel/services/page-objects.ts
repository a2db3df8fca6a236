import type { ObjectPaths } from "../../../core/graph/object-paths.ts";
import type { ObjectUse, OnlyObject, UseOutcome } from "../../protocol/messages.ts";
import type { Requests } from "../../protocol/requests.ts";
import { randomHandle } from "../../scopes/random-handle.ts";
import { type OnlyWalked, type PageWalk, PanelError, type ReadPaths } from "../store/services.ts";
import { evaluate } from "./evaluate.ts";
import { UNREACHED } from "./live-objects.ts";

/** As many walks as the agent keeps. */
const KEPT_WALKS = 3;

const LOADED_ANEW =
  "The page was loaded anew since this snapshot, so its objects cannot be found again. Take a new snapshot.";
const OLDER = `Objects can be found again for the last ${KEPT_WALKS} snapshots of the page. Take a new snapshot.`;
const GONE = "The object is gone: nothing stands where it stood at the snapshot.";
const MOVED = "The page has changed since the snapshot: another object may stand in its place. Take a new snapshot.";
const NOTHING_TO: Readonly<Record<ObjectUse, string>> = {
  log: GONE,
  store: GONE,
  reveal: "The object is gone, or it is not a node of the page and renders none.",
  compare: GONE,
  source: "The object is gone, or its class is the browser's own: there is no source code of the page to open.",
};

const INSPECT_REPLACED =
  "The page has a global variable of the name inspect, which hides the function of DevTools. Store the object as a global variable instead.";

interface KnownWalk {
  readonly requests: Requests;
  readonly id: number;
}

export interface PageObjectsOptions {
  readonly silenceMs: number;
  /** Rejects before the answer where the page is stopped in the debugger. */
  readonly unlessStopped: <T>(work: Promise<T>) => Promise<T>;
}

/** The objects of the walks over one page, by the agent that made each walk: another one does not know them. */
export class PageObjects {
  readonly #options: PageObjectsOptions;
  readonly #known = new WeakMap<PageWalk, KnownWalk>();
  #kept: readonly PageWalk[] = [];

  constructor(options: PageObjectsOptions) {
    this.#options = options;
  }

  /** A walk that an agent has made, by the number of its request. */
  add(requests: Requests, id: number, nodeCount: number): PageWalk {
    const walk: PageWalk = { nodeCount };
    this.#known.set(walk, { requests, id });
    this.#kept = [...this.#kept, walk].slice(-KEPT_WALKS);
    return walk;
  }

  refusalOf(walk: PageWalk): string | null {
    const known = this.#known.get(walk);
    if (known === undefined || !known.requests.isConnected) return LOADED_ANEW;
    return this.#kept.includes(walk) ? null : OLDER;
  }

  async read(walk: PageWalk, paths: ObjectPaths, signal?: AbortSignal): Promise<ReadPaths> {
    const { requests, id } = this.#knownOf(walk);
    const { silenceMs, unlessStopped } = this.#options;
    return unlessStopped(
      requests.send(
        { type: "read-objects", walk: id, paths },
        {
          silenceMs,
          ...(signal && { signal }),
          receive(message) {
            if (message.type !== "objects") return undefined;
            if (message.states.length !== paths.askedCount)
              throw new Error("expected as many objects as were asked for");
            return message;
          },
        },
      ),
    );
  }

  async use(walk: PageWalk, paths: ObjectPaths, use: ObjectUse): Promise<string> {
    const handle = randomHandle();
    const { outcome, name } = await this.#send(walk, paths, use, handle);
    if (outcome === "moved") throw new PanelError("object-gone", MOVED);
    if (outcome === "unreached") throw new PanelError("object-gone", UNREACHED);
    if (outcome === "none") throw new PanelError("object-gone", NOTHING_TO[use]);
    if (use !== "reveal" && use !== "source") return name;
    /* Of the global object itself: a variable of the page cannot stand in its place. */
    const { value } = await evaluate(`this.${handle}(typeof inspect === "undefined" ? null : inspect)`);
    if (value === true) return "";
    throw new PanelError("inspect-replaced", INSPECT_REPLACED);
  }

  /** Whether the expression gives the one value in the console. It is evaluated there. */
  async isGivenBy(walk: PageWalk, paths: ObjectPaths, expression: string): Promise<boolean> {
    const handle = randomHandle();
    await this.#send(walk, paths, "compare", handle);
    const { value, thrown } = await evaluate(`this.${handle}(${expression})`);
    return thrown === "" && value === true;
  }

  async #send(
    walk: PageWalk,
    paths: ObjectPaths,
    use: ObjectUse,
    handle: string,
  ): Promise<{ readonly outcome: UseOutcome; readonly name: string }> {
    const { requests, id } = this.#knownOf(walk);
    const { silenceMs, unlessStopped } = this.#options;
    return unlessStopped(
      requests.send(
        { type: "use-object", walk: id, paths, use, handle },
        { silenceMs, receive: (message) => (message.type === "object-used" ? message : undefined) },
      ),
    );
  }

  /** For the agent of a connection. @throws where that did not make the walk. */
  onlyFor(requests: Requests, only: OnlyWalked | null): OnlyObject | null {
    if (only === null) return null;
    const known = this.#knownOf(only.walk);
    if (known.requests !== requests) throw new PanelError("object-gone", LOADED_ANEW);
    return { walk: known.id, paths: only.paths, name: only.name };
  }

  #knownOf(walk: PageWalk): KnownWalk {
    const refusal = this.refusalOf(walk);
    const known = this.#known.get(walk);
    if (refusal !== null || known === undefined) throw new PanelError("object-gone", refusal ?? LOADED_ANEW);
    return known;
  }
}
