// A minified bundle with a source map: the snapshot has the names and files that its developers know.

import { build } from "esbuild";
import { downloadFolded, takeSnapshot } from "../scripts/browser/panel-actions.ts";
import { expect, test } from "./fixtures/test.ts";

const FILES: Readonly<Record<string, string>> = {
  "src/session-store.ts": `
    export class SessionRecord { constructor(readonly identity: number) {} }
    const recordsByIdentity = new Map<number, SessionRecord>();
    export function addRecord(identity: number) { recordsByIdentity.set(identity, new SessionRecord(identity)); return recordsByIdentity.size; }`,
  "src/main.ts": `
    import { addRecord } from "./session-store.ts";
    function createHistory(limit: number) { const visitedPlaces: object[] = []; return () => { visitedPlaces.push({ limit }); return visitedPlaces.length; }; }
    const rememberPlace = createHistory(10);
    document.addEventListener("click", () => [addRecord(1), rememberPlace()]);
    for (let i = 0; i < 1000; i++) addRecord(i);
    rememberPlace();
    document.documentElement.dataset.ready = "1";`,
};

async function bundle(): Promise<{ readonly script: string; readonly map: string }> {
  const { outputFiles } = await build({
    entryPoints: ["src/main.ts"],
    bundle: true,
    minify: true,
    sourcemap: true,
    format: "esm",
    outfile: "/app/assets/app.js",
    write: false,
    plugins: [
      {
        name: "files",
        setup(setup) {
          setup.onResolve({ filter: /./ }, ({ path }) => ({ path: path.replace("./", "src/"), namespace: "files" }));
          setup.onLoad({ filter: /./, namespace: "files" }, ({ path }) => ({
            contents: FILES[path] ?? "",
            loader: "ts",
          }));
        },
      },
    ],
  });
  const [map, script] = outputFiles;
  if (map === undefined || script === undefined) throw new Error("the bundle is missing");
  /* Paths of a namespace have its name in front. */
  return { script: script.text, map: map.text.replaceAll("files:", "../../") };
}

test("variables, classes and functions have the names of their source, and stand under their file", async ({
  serve,
  openPanel,
}) => {
  const { script, map } = await bundle();
  expect(script).not.toContain("recordsByIdentity");
  const origin = await serve(
    {
      path: "/",
      html: '<!doctype html><meta charset="utf-8"><title>Bundle</title><script type="module" src="/assets/app.js"></script>',
    },
    { path: "/assets/app.js", html: script, headers: { "content-type": "text/javascript" } },
    { path: "/assets/app.js.map", html: map, headers: { "content-type": "application/json" } },
  );
  const session = await openPanel(`${origin}/`);
  await session.page.waitForSelector("html[data-ready]", { state: "attached" });
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(/^Closures;src\/session-store\.ts;recordsByIdentity;Map;table;value;SessionRecord 12000$/m);
  expect(folded).toMatch(
    /^Closures;src\/main\.ts;rememberPlace;Function;createHistory;\[\[Scopes\]\];visitedPlaces;Array 16$/m,
  );
});
