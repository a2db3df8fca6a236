import type { Analyse } from "../../scopes/page-scripts.ts";
import type { ScriptPlace, SourcePlace } from "../../scopes/script-places.ts";
import type { SourceMapText } from "../../scopes/sources/original/source-map.ts";
import { whenEnded } from "../worker/life.ts";
import { type Connection, connect, type Remote } from "../worker/rpc.ts";
import type { SourceApi } from "../worker/source-api.ts";

/** A worker without a source to read ends after so long, and with it what it took for the last ones. */
const LINGER_MS = 5_000;

interface RunningWorker {
  readonly connection: Connection<SourceApi>;
  end(reason: string): void;
}

export interface SourceAnalyser {
  readonly analyse: Analyse;
  /** Where places of a script come from, by its map; `null` if that cannot be read. */
  readonly findPlaces: (
    map: SourceMapText,
    places: readonly Pick<ScriptPlace, "line" | "column">[],
  ) => Promise<readonly (SourcePlace | null)[] | null>;
}

/** Reads the sources of scripts in a worker of its own, one after the other: so one that takes all memory ends the worker alone, and counts as one that does not parse. */
export function createSourceAnalyser(): SourceAnalyser {
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

  /** `undefined` where the worker cannot do it: a source that does not parse is reported by the caller. */
  async function ask<T>(question: (api: Remote<SourceApi>) => Promise<T>): Promise<T | undefined> {
    current ??= start();
    try {
      return await question(current.connection.api);
    } catch {
      return undefined;
    }
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(lingering);
    waiting++;
    const done = last.then(work);
    last = done;
    const answer = await done;
    waiting--;
    if (waiting === 0) lingering = setTimeout(() => current?.end("there was nothing to read"), LINGER_MS);
    return answer;
  }

  return {
    analyse: (source, kind, map) =>
      inTurn(async () => {
        const text = await map;
        return ask((api) => api.analyse(source, kind, text));
      }),
    findPlaces: (map, places) => inTurn(async () => (await ask((api) => api.findPlaces(map, places))) ?? null),
  };
}
