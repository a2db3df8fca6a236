import type { Analyse } from "../../scopes/page-scripts.ts";
import type { ScriptScopes, SourceKind } from "../../scopes/script-scopes.ts";
import type { SourceMapText } from "../../scopes/sources/original/source-map.ts";
import { whenEnded } from "../worker/life.ts";
import { type Connection, connect } from "../worker/rpc.ts";
import type { SourceApi } from "../worker/source-api.ts";

/** A worker without a source to read ends after so long, and with it what it took for the last ones. */
const LINGER_MS = 5_000;

interface RunningWorker {
  readonly connection: Connection<SourceApi>;
  end(reason: string): void;
}

/** Reads the sources of scripts in a worker of its own, one after the other: so one that takes all memory ends the worker alone, and counts as one that does not parse. */
export function createSourceAnalyser(): Analyse {
  let current: RunningWorker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let lingering: ReturnType<typeof setTimeout> | undefined;

  function start(): RunningWorker {
    const name = `allocative-sources-${crypto.randomUUID()}`;
    const worker = new Worker(new URL("../worker/source-main.ts", import.meta.url), { type: "module", name });
    const connection = connect<SourceApi>(worker, (_method, message) => new Error(message));
    const end = (reason: string): void => {
      if (current === running) current = undefined;
      stopWaiting();
      worker.terminate();
      connection.close(new Error(reason));
    };
    const running: RunningWorker = { connection, end };
    const stopWaiting = whenEnded(worker, name, () => end("the worker ended without a word, as when memory runs out"));
    worker.onerror = (event) => {
      event.preventDefault();
      end(event.message || "the worker ran out of memory");
    };
    return running;
  }

  async function analyse(
    source: string,
    kind: SourceKind,
    map: SourceMapText | undefined,
  ): Promise<ScriptScopes | undefined> {
    current ??= start();
    try {
      return await current.connection.api.analyse(source, kind, map);
    } catch {
      /* The caller reports sources that do not parse. */
      return undefined;
    }
  }

  return async (source, kind, map) => {
    clearTimeout(lingering);
    waiting++;
    const analysed = last.then(async () => analyse(source, kind, await map));
    last = analysed;
    const scopes = await analysed;
    waiting--;
    if (waiting === 0) lingering = setTimeout(() => current?.end("there was nothing to read"), LINGER_MS);
    return scopes;
  };
}
