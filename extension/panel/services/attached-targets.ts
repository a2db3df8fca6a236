import type { Session } from "../../scopes/session.ts";
import type { ResourceLoader } from "../../scopes/source-map-reader.ts";
import { workerNameOf } from "../../scopes/target-names.ts";
import type { ChildSession, TabDebugger } from "./tab-debugger.ts";

/** Workers inside workers, and processes of frames inside frames of other processes, that are looked for. */
export const MAX_DEPTH = 16;

/** Dedicated workers, and frames of other processes for those that they start. */
const FILTER = [{ type: "worker" }, { type: "iframe" }, { exclude: true }];

interface TargetInfo {
  readonly type: string;
  readonly title: string;
  readonly url: string;
  /** The frame that started it, of a target that is not a worker itself. */
  readonly parentFrameId?: string;
}

/** A dedicated worker of the page. */
export interface WorkerTarget {
  /** As among the roots: `worker "name"`. */
  readonly name: string;
  /** Over when the worker has ended. */
  readonly session: ChildSession;
  /** Settles when the workers that it started are among the targets. */
  readonly listed: Promise<void>;
  /** Has the browser load files for it: the browser does that for documents alone. */
  readonly loader: ResourceLoader;
}

/** The dedicated workers of a tab, and its frames in other processes: the browser attaches the debugger to each that there is, and to each that comes. None of them waits for it. */
export class AttachedTargets {
  readonly #tabDebugger: TabDebugger;
  #workers: readonly WorkerTarget[] = [];
  #frames: readonly ChildSession[] = [];
  /** The attachment that the targets are of. */
  #page: Session | undefined;
  #listed: Promise<void> = Promise.resolve();

  constructor(tabDebugger: TabDebugger) {
    this.#tabDebugger = tabDebugger;
  }

  /** Those that run. */
  get workers(): readonly WorkerTarget[] {
    return this.#workers.filter(({ session }) => !session.isOver);
  }

  /** Sessions with the frames that are in other processes. Each has the documents of that frame which share its process. */
  get frames(): readonly ChildSession[] {
    return this.#frames.filter(({ isOver }) => !isOver);
  }

  /** Resolves when those that the page started are among the targets. Rejects as the session does. */
  list(page: Session): Promise<void> {
    if (page !== this.#page) {
      this.#workers = [];
      this.#frames = [];
      this.#page = page;
      this.#listed = this.#attachBelow(page, (frameId) => ({ session: page, frameId }));
      /* The next snapshot tries again. */
      this.#listed.catch(() => {
        if (this.#page === page) this.#page = undefined;
      });
    }
    return this.#listed;
  }

  /** `loaderOf` is for a worker that a frame started; that of a worker's worker has none. */
  async #attachBelow(session: Session, loaderOf: (frameId: string) => ResourceLoader): Promise<void> {
    session.on("Target.attachedToTarget", (params) => this.#add(params, loaderOf));
    await session.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
      filter: FILTER,
    });
  }

  #add(params: unknown, loaderOf: (frameId: string) => ResourceLoader): void {
    const { sessionId, targetInfo } = params as { readonly sessionId: string; readonly targetInfo: TargetInfo };
    /* At once: its events come from now on. */
    const session = this.#tabDebugger.child(sessionId);
    const isWorker = targetInfo.type === "worker";
    const loader = loaderOf(targetInfo.parentFrameId ?? "");
    const listed = this.#attachBelow(session, isWorker ? () => loader : (frameId) => ({ session, frameId }));
    /* A worker that is gone or busy. Whoever waits for it hears of it. */
    listed.catch(() => {});
    if (!isWorker) {
      this.#frames = [...this.frames, session];
      return;
    }
    const name = workerNameOf(targetInfo, new Set(this.workers.map((worker) => worker.name)));
    this.#workers = [...this.workers, { name, session, listed, loader }];
  }
}
