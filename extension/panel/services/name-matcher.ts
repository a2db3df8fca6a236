import { type NameMatcher, PanelError } from "../store/services.ts";
import type { PatternApi } from "../worker/pattern-api.ts";
import { type Connection, connect } from "../worker/rpc.ts";

/** With all names of a page; a pattern that does not backtrack takes a hundredth of it. */
const DEADLINE_MS = 2_000;
/** Of a longer name its beginning is looked at. */
const MAX_NAME_LENGTH = 1_000;

interface RunningWorker {
  readonly connection: Connection<PatternApi>;
  end(error: PanelError): void;
}

/**
 * A regular expression may take years on a name that was made for it, and nothing can stop it but the end of its thread:
 * so it has a worker of its own (`pattern-main.ts`), which ends at the deadline, or when the next one comes.
 */
export function createNameMatcher(startWorker: () => Worker): NameMatcher {
  let current: RunningWorker | null = null;
  /** The one that has a question. */
  let busy: RunningWorker | null = null;

  function start(): RunningWorker {
    const worker = startWorker();
    const connection = connect<PatternApi>(worker, (_method, message) => new PanelError("find-failed", `${message}.`));
    const end = (error: PanelError): void => {
      if (current === running) current = null;
      worker.terminate();
      connection.close(error);
    };
    const running: RunningWorker = { connection, end };
    worker.onerror = (event) => {
      event.preventDefault();
      end(new PanelError("find-failed", `The search failed: ${event.message || "its worker ended"}.`));
    };
    return running;
  }

  return {
    async match(names, patterns) {
      busy?.end(new PanelError("cancelled", ""));
      current ??= start();
      const running = current;
      busy = running;
      const deadline = setTimeout(() => {
        running.end(new PanelError("pattern-slow", "This regular expression takes too long on the names here."));
      }, DEADLINE_MS);
      const short = names.map((name) => (name.length > MAX_NAME_LENGTH ? name.slice(0, MAX_NAME_LENGTH) : name));
      try {
        const found: Uint8Array[] = [];
        for (const pattern of patterns) found.push(await running.connection.api.matchNames(short, pattern));
        return found;
      } finally {
        clearTimeout(deadline);
        if (busy === running) busy = null;
      }
    },
  };
}
