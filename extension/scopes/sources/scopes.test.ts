import { Session } from "node:inspector";
import { constants, runInThisContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { compared, type TrapInEngine, trapsIn } from "./trap-comparison.fixture.ts";
import { TRAPS } from "./traps.fixture.ts";

/** Of Node, on the machines that the tests run on. */
const WORD_BYTES = 8;

/** Not the test runner's, which changes the text of modules. */
const nativeImport = runInThisContext("(url) => import(url)", {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (url: string) => Promise<unknown>;

let found: TrapInEngine[] = [];

beforeAll(async () => {
  const session = new Session();
  session.connect();
  found = await trapsIn(
    {
      send: (method, params) =>
        new Promise((resolve, reject) => {
          session.post(method, params, (error, result) =>
            error ? reject(new Error(`${method}: ${JSON.stringify(error)}`)) : resolve(result),
          );
        }),
      on: (event, listener) => {
        session.on(event, ({ params }: { params: never }) => listener(params));
      },
      importModule: nativeImport,
    },
    WORD_BYTES,
  );
  session.disconnect();
});

test.each(TRAPS.map(({ what }, i) => [what, i] as const))(
  "%s: texts, places, scopes and contexts are V8's",
  (_what, i) => {
    const { real, predicted } = compared(found[i]!);
    expect(real.length).toBeGreaterThan(0);
    expect(predicted).toEqual(real);
  },
);
