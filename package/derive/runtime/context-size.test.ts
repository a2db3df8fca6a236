import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

/* Made as the plug-in makes them. A process of its own has a small heap. */
const SCRIPT = `
import { getHeapSnapshot } from "node:v8";
import { takeSnapshot } from "./core/index.ts";
import { own } from "./package/derive/runtime/runtime.ts";

class MeasuredRows {}
const rows = new MeasuredRows();
const words = {};

rows.one = (function one(a) {
  const $c1 = () => ["one", undefined, { a }];
  return own(() => a, $c1);
})(1);
rows.three = (function three(a, b, c) {
  const $c1 = () => ["three", undefined, { a, b, c }];
  return own(() => [a, b, c], $c1);
})(1, 2, true);
rows.ten = (function ten(a, b, c, d, e, f, g, h, i, j) {
  const $c1 = () => ["ten", undefined, { a, b, c, d, e, f, g, h, i, j }];
  return own(() => [a, b, c, d, e, f, g, h, i, j], $c1);
})(1, 2, 3, 4, 5, 6, 7, 8, 9, null);
rows.ofThis = (function ofThis(a) {
  const $c1 = () => ["ofThis", undefined, { this: this, a }];
  return own(() => [this, a], $c1);
}).call(undefined, 1);
for (let i = 0; i < 2; i++) {
  const $c1 = () => ["", undefined, { i }];
  rows["iteration" + i] = own(() => i, $c1);
}
rows.late = (function late() {
  const $c1 = () => ["late", undefined, { get first() { return first; }, get second() { return second; } }];
  const fn = own(() => [first, second], $c1);
  let first = 1;
  if (globalThis.never) return fn;
  rows.tooEarly = own(() => [first, second], $c1);
  measure();
  let second = 2;
  return fn;
})();
/* The reader inside captures the one outside: a word that the app does not have. */
rows.nested = (function outer(a) {
  const $c1 = () => ["outer", undefined, { a }];
  return (function inner(b) {
    const $c2 = () => ["inner", $c1, { b }];
    return own(() => [a, b], $c2);
  })(2);
})(1);

/** What we count besides the function itself. */
function sizeOf(fn) {
  const { totalSize } = takeSnapshot({ layout: "node", roots: { fn } });
  return totalSize - takeSnapshot({ layout: "node", roots: { fn: () => 1 } }).totalSize;
}
function measure() {
  words.tooEarly = sizeOf(rows.tooEarly);
}
for (const name in rows) words[name] ??= sizeOf(rows[name]);

let text = "";
for await (const chunk of getHeapSnapshot().setEncoding("utf8")) text += chunk;
const { snapshot: { meta }, nodes, edges, strings } = JSON.parse(text);
const width = meta.node_fields.length;
const at = (node, field) => nodes[node + meta.node_fields.indexOf(field)];
const firstEdge = [];
for (let node = 0, edge = 0; node < nodes.length; node += width) {
  firstEdge[node] = edge;
  edge += at(node, "edge_count") * 3;
}
function targetOf(node, label) {
  for (let e = firstEdge[node], n = 0; n < at(node, "edge_count"); n++, e += 3) {
    const type = meta.edge_types[0][edges[e]];
    if (type !== "element" && type !== "hidden" && strings[edges[e + 1]] === label) return edges[e + 2];
  }
  return -1;
}
let holder = -1;
for (let node = 0; node < nodes.length; node += width) {
  if (strings[at(node, "name")] === "MeasuredRows" && meta.node_types[0][at(node, "type")] === "object") holder = node;
}
const truth = {};
for (const name in rows) {
  let context = targetOf(targetOf(holder, name), "context");
  truth[name] = at(context, "self_size");
  if (name === "nested") truth[name] += at(targetOf(context, "previous"), "self_size");
}
console.log(JSON.stringify({ words, truth }));
`;

test("contexts have the bytes that V8 gives them", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "allocative-contexts-"));
  try {
    const { outputFiles } = await build({
      stdin: { contents: SCRIPT, resolveDir: fileURLToPath(new URL("../../..", import.meta.url)) },
      bundle: true,
      platform: "node",
      format: "esm",
      write: false,
    });
    const file = path.join(folder, "contexts.mjs");
    writeFileSync(file, outputFiles[0]?.text ?? "");
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    expect(stderr).toBe("");
    const { words, truth } = JSON.parse(stdout);
    expect(words).toEqual({ ...truth, nested: truth.nested - 8 });
    expect(words).toMatchObject({ one: 40, three: 56, ten: 112, ofThis: 48, iteration0: 40, late: 48, tooEarly: 48 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
