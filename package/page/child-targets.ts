import type { Session } from "../../extension/scopes/session.ts";
import { MessageSession } from "./message-session.ts";

/** Dedicated workers, and frames of other processes. */
const FILTER = [{ type: "worker" }, { type: "iframe" }, { exclude: true }];
/** Workers inside workers, and frames inside frames, that are looked for. */
const MAX_DEPTH = 16;

interface TargetInfo {
  readonly type: string;
  readonly title: string;
  readonly url: string;
  /** The frame that started it, of a worker. */
  readonly parentFrameId?: string;
}

/** A target below a page. */
export interface ChildTarget {
  readonly info: TargetInfo;
  readonly session: Session;
  /** The session of the document, frame or worker that it belongs to. */
  readonly parent: Session;
}

interface Child extends ChildTarget {
  readonly session: MessageSession;
  readonly below: ChildTargets;
}

/**
 * The targets below a page: the browser attaches the debugger to each that there is, and to each that comes. Their messages go through the session above them, because a session of Playwright
 * has no sessions below it.
 */
export class ChildTargets {
  readonly #parent: Session;
  readonly #depth: number;
  readonly #children = new Map<string, Child>();
  #listed: Promise<void> | undefined;

  constructor(parent: Session, depth = 0) {
    this.#parent = parent;
    this.#depth = depth;
  }

  /** All that run, those below others after them. Rejects as the session does. */
  async list(): Promise<readonly ChildTarget[]> {
    this.#listed ??= this.#attach();
    await this.#listed;
    const all: ChildTarget[] = [];
    for (const { info, session, parent, below } of [...this.#children.values()]) {
      all.push({ info, session, parent });
      /* One that is gone has nothing below it; one that is busy is found to be when it is asked itself. */
      all.push(...(await orNone(below.list())));
    }
    return all;
  }

  async #attach(): Promise<void> {
    if (this.#depth >= MAX_DEPTH) return;
    this.#parent.on("Target.attachedToTarget", (params) => {
      const { sessionId, targetInfo: info } = params as { readonly sessionId: string; readonly targetInfo: TargetInfo };
      const session = new MessageSession((message) =>
        this.#parent.send("Target.sendMessageToTarget", { sessionId, message }),
      );
      const below = new ChildTargets(session, this.#depth + 1);
      this.#children.set(sessionId, { info, session, parent: this.#parent, below });
    });
    this.#parent.on("Target.receivedMessageFromTarget", (params) => {
      const { sessionId, message } = params as { readonly sessionId: string; readonly message: string };
      this.#children.get(sessionId)?.session.receive(message);
    });
    this.#parent.on("Target.detachedFromTarget", (params) => {
      const { sessionId } = params as { readonly sessionId: string };
      this.#children.get(sessionId)?.session.end("the target is gone");
      this.#children.delete(sessionId);
    });
    await this.#parent.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
      filter: FILTER,
    });
  }
}

/** Longest wait for a target that is asked for those below it. */
const BUSY_MS = 5_000;

async function orNone(asked: Promise<readonly ChildTarget[]>): Promise<readonly ChildTarget[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<readonly ChildTarget[]>((resolve) => {
    timer = setTimeout(() => resolve([]), BUSY_MS);
  });
  try {
    return await Promise.race([asked.catch(() => []), silence]);
  } finally {
    clearTimeout(timer);
  }
}
