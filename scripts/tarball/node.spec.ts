import { copyFileSync, cpSync, mkdtempSync, readFileSync } from "node:fs";
import path from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect, inject, test } from "vitest";
import { COMMON_JS_APP, FOLDED, MODULE_APP, PRINT, SCRIPT_APP, writeApp } from "./apps.ts";
import { runIn } from "./run-in.ts";

const app = inject("app");
const installed = path.join(app, "node_modules/allocative");
const printed = (stdout: string) => ({ status: 0, stdout, stderr: "" });
const node = (folder: string, file: string) => runIn(folder, process.execPath, [file]);

test("import", () => {
  writeApp(app, { "import.mjs": MODULE_APP + PRINT });
  expect(node(app, "import.mjs")).toEqual(printed(FOLDED));
});

test("require", () => {
  writeApp(app, { "require.cjs": COMMON_JS_APP + PRINT });
  expect(node(app, "require.cjs")).toEqual(printed(FOLDED));
});

test("a dynamic import from CommonJS has the same names as require", () => {
  writeApp(app, {
    "names.cjs": `Promise.all([import("allocative"), import("allocative/register")]).then((modules) => {
  const required = [require("allocative"), require("allocative/register")];
  const names = (list) => JSON.stringify(list.map((one) => Object.keys(one).sort()));
  process.stdout.write(names(modules) === names(required) ? "same" : names(modules) + names(required));
});\n`,
  });
  expect(node(app, "names.cjs")).toEqual(printed("same"));
});

test("package.json can be asked for, and no file that is not an entry", () => {
  writeApp(app, {
    "package-json.cjs": `process.stdout.write(require("allocative/package.json").name);
try { require("allocative/dist/core/index.js"); } catch (error) { process.stdout.write(" " + error.code); }\n`,
  });
  expect(node(app, "package-json.cjs")).toEqual(printed("allocative ERR_PACKAGE_PATH_NOT_EXPORTED"));
});

test("the module is one file: it runs alone, as from a CDN", () => {
  const folder = mkdtempSync(path.join(app, "alone-"));
  copyFileSync(path.join(installed, "dist/core/index.js"), path.join(folder, "allocative.mjs"));
  writeApp(folder, { "app.mjs": MODULE_APP.replace('"allocative"', '"./allocative.mjs"') + PRINT });
  expect(node(folder, "app.mjs")).toEqual(printed(FOLDED));
});

test("CDNs give a classic script, which defines one global and runs in a realm that has nothing but JavaScript", () => {
  const { unpkg, jsdelivr } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  expect(unpkg).toBe(jsdelivr);
  const realm = createContext({});
  const keys = () => runInContext("Object.getOwnPropertyNames(globalThis)", realm) as string[];
  const before = keys();
  runInContext(readFileSync(path.join(installed, unpkg), "utf8"), realm);
  expect(keys().filter((name) => !before.includes(name))).toEqual(["allocative"]);
  runInContext(SCRIPT_APP, realm);
  expect(realm.folded).toBe(FOLDED);
});

test("all copies that one process loads share the roots: import, require, the small entry and another installation", () => {
  writeApp(app, {
    "copies.mjs": `import { createRequire } from "node:module";
import { registerRoot as byImport, takeSnapshot } from "allocative";
import { registerRoot as bySmallEntry } from "allocative/register";
const require = createRequire(import.meta.url);
const required = require("allocative");
const other = require("./other/allocative/dist/core/index.cjs");
if (new Set([byImport, bySmallEntry, required.registerRoot, other.registerRoot]).size !== 4) throw new Error("one copy");
byImport("by import", () => [1]);
bySmallEntry("by the small entry", () => [1]);
required.registerRoot("by require", () => [1]);
other.registerRoot("by the other", () => [1]);
const rootsOf = (folded) => [...new Set(folded.trim().split("\\n").map((line) => line.split(";")[0]))].join();
for (const take of [takeSnapshot, required.takeSnapshot, other.takeSnapshot]) console.log(rootsOf(take().toFolded()));\n`,
  });
  cpSync(installed, path.join(app, "other/allocative"), { recursive: true });
  const all = "by import,by require,by the other,by the small entry\n";
  expect(node(app, "copies.mjs")).toEqual(printed(all.repeat(3)));
});

test("a copy whose registry is of another version is named in an error", () => {
  writeApp(app, {
    "versions.mjs": `import { registerRoot } from "allocative";
Object.defineProperty(globalThis, Symbol.for("allocative.registry"), { value: { version: 2, roots: new Map() } });
try { registerRoot("store", {}); } catch (error) { process.stdout.write(error.name + ": " + error.message); }\n`,
  });
  expect(node(app, "versions.mjs").stdout).toBe(
    "RegistryError: Two versions of allocative are here: one registers roots in a registry of version 2, this one in version 1. Keep one of them; npm ls allocative lists them.",
  );
});
