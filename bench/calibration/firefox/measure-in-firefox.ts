import { readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { Firefox } from "../../../scripts/browser/firefox/firefox.ts";
import { repositoryPath } from "../../../scripts/repository-path.ts";
import type { Sizes } from "../closure-walk.ts";
import type { Engine } from "../engines.ts";
import { bytesByRow } from "./bytes-by-row.ts";
import { cellsOfCoreDump } from "./core-dump.ts";

/* Scripts of a realm in Firefox's own process are refused otherwise. */
const PREFERENCES = {
  "security.allow_eval_in_parent_process": true,
  "security.allow_parent_unrestricted_js_loads": true,
  "security.allow_unsafe_dangerous_privileged_evil_eval": true,
};

/**
 * The structures are made in a realm that has a zone of the heap for itself. A debugger of it has Firefox write that zone as a core dump, with the size of each cell and of the blocks that it
 * has besides. Our own figures come last: reading a string changes it. Closures are left out, because no debugger says there what they enclose.
 */
export const measureInFirefox: Engine = async (structures) => {
  const firefox = await Firefox.launch({ access: "privileged", preferences: PREFERENCES });
  try {
    const version = Number.parseInt(await firefox.evaluatePrivileged("Services.appinfo.version"), 10);
    const makers = structures.map(({ make }) => make.toString()).join(",\n");
    const file = await firefox.evaluatePrivileged(`(${dumpRows})(${JSON.stringify(makeRows(makers))})`);
    const truths = bytesByRow(cellsOfCoreDump(readFileSync(file)));
    rmSync(file);
    const measuring = `${await coreScript()}; (${measureRows})(allocative)`;
    const sizes = await firefox.evaluatePrivileged(`(${runInRealm})(${JSON.stringify(measuring)})`);
    const measured = (JSON.parse(sizes) as readonly Sizes[]).map((one, i) => ({
      ...one,
      truth: truths.get(`row ${i}`) ?? Number.NaN,
      anyVersion: one,
    }));
    return { version, measured };
  } finally {
    await firefox.close();
  }
};

/* The compiler that runs these scripts names functions by a call. */
function makeRows(makers: string): string {
  return `globalThis.__name = (named) => named;
    globalThis.calibrationRows = {};
    [${makers}].forEach((make, i) => { calibrationRows["row " + i] = make(); });`;
}

const runInRealm = `(script) => Cu.evalInSandbox(script, globalThis.calibrationRealm, "latest", "https://calibration.example/", 1)`;

const dumpRows = `(script) => {
  globalThis.calibrationRealm = new Cu.Sandbox("https://calibration.example", { freshZone: true });
  (${runInRealm})(script);
  Cu.forceGC();
  Cu.forceCC();
  Cu.forceGC();
  const { addDebuggerToGlobal } = ChromeUtils.importESModule("resource://gre/modules/jsdebugger.sys.mjs");
  const system = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal(), { freshCompartment: true });
  addDebuggerToGlobal(system);
  return ChromeUtils.saveHeapSnapshot({ debugger: new system.Debugger(globalThis.calibrationRealm) });
}`;

const measureRows = `({ takeSnapshot }) => JSON.stringify(Object.values(calibrationRows).map((row) => {
  const { totalSize, maxTotalSize } = takeSnapshot({ roots: { row } });
  return { size: totalSize, maxSize: maxTotalSize };
}))`;

/** The package as a script that sets `allocative`. */
async function coreScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [repositoryPath("core/index.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "allocative",
  });
  return outputFiles[0]!.text;
}
