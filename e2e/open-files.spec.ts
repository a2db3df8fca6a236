// Files of other programs, opened in the real panel: by the button, and dropped.

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Frame } from "playwright";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { takeHeapSnapshot } from "../scripts/browser/heap-snapshot.ts";
import { chooseExport } from "./fixtures/export-menu.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { alertOf, detailsOf, findOf, readTotalBytes, statusOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";
import { v8SizesOf } from "./fixtures/v8-heap.ts";

const PAGE_ROUTE = {
  path: "/",
  html: pageWithModule(`
    const shop = { items: [{ sku: "a-1" }, { sku: "a-2" }], 'a;b, "c"': {} };
    globalThis.keep = [shop, { theme: "dark" }];
    registerRoot("shop", shop);
    registerRoot("settings", globalThis.keep[1]);`),
};

interface ChosenFile {
  readonly name: string;
  readonly content: string | Buffer;
}

async function openByButton(panel: Frame, { name, content }: ChosenFile): Promise<void> {
  const chooser = panel.page().waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

async function openByDrop(panel: Frame, { name, content }: ChosenFile): Promise<void> {
  const transfer = await panel.evaluateHandle(
    ({ name, base64 }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))], name));
      return transfer;
    },
    { name, base64: Buffer.from(content).toString("base64") },
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await panel.getByRole("main").dispatchEvent(type, { dataTransfer: transfer });
  }
}

/** The name of the file shown stands beside its size. */
async function expectShown(panel: Frame, name: string): Promise<void> {
  await expect(panel.locator(".status-bar")).toContainText(`from ${name}`);
  await expect(alertOf(panel)).toHaveCount(0);
}

const SAMPLED = {
  shared: { frames: [{ name: "request" }, { name: "Buffer" }, { name: "cache" }] },
  profiles: [
    { type: "sampled", name: "first", unit: "bytes", samples: [[0, 1]], weights: [7] },
    { type: "sampled", name: "second", unit: "bytes", samples: [[0, 1], [2]], weights: [3000, 1000] },
  ],
  activeProfileIndex: 1,
};

test("the speedscope file that we exported shows the same stacks again", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  const [total, folded] = [await readTotalBytes(panel), await downloadFolded(session)];
  const download = await chooseExport(session, "speedscope JSON");
  const content = await readFile(await download.path());
  await openByButton(panel, { name: "again.json", content });
  await expectShown(panel, "again.json");
  expect(await readTotalBytes(panel)).toBe(total);
  expect(await downloadFolded(session)).toBe(folded);
});

test("a dropped speedscope file of samples shows its active profile; times are refused and leave it", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await openByDrop(panel, { name: "heap.json", content: JSON.stringify(SAMPLED) });
  await expectShown(panel, "heap.json");
  expect(await readTotalBytes(panel)).toBe(4000);
  await expect(treeOf(panel).getByRole("treeitem", { name: "request" }).first()).toBeVisible();
  const [first, second] = SAMPLED.profiles;
  const times = {
    ...SAMPLED,
    profiles: [
      { ...first, unit: "seconds" },
      { ...second, unit: "milliseconds" },
    ],
  };
  await openByDrop(panel, { name: "times.json", content: JSON.stringify(times) });
  await expect(alertOf(panel)).toContainText('profile 1 ("second") counts "milliseconds"');
  await expect(statusOf(panel)).toHaveAttribute("title", "4,000 bytes");
});

test("folded stacks as the Rust crate writes them are opened, a difference of two is not", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await openByButton(panel, { name: "crate.src", content: "Struct 2\nStruct;a;alloc::string::String 24\n" });
  await expectShown(panel, "crate.src");
  expect(await readTotalBytes(panel)).toBe(26);
  await openByButton(panel, { name: "diff.folded", content: "Struct 2 4\nStruct;a 24 12\n" });
  await expect(alertOf(panel)).toContainText("every line ends in two numbers");
  await openByButton(panel, { name: "cut.json", content: JSON.stringify(SAMPLED).slice(0, -20) });
  await expect(alertOf(panel)).toContainText(
    "“cut.json”: This file of stacks cannot be read: it is cut off: its JSON ends too early",
  );
  await openByButton(panel, {
    name: "cut.allocative",
    content: Buffer.from("ALLO\x02\0\0\0\x04\0\0\0\x1c\0\0\0\x09\0"),
  });
  await expect(alertOf(panel)).toContainText("This snapshot cannot be read: section");
  await expect(statusOf(panel)).toHaveAttribute("title", "26 bytes");
});

test("a file with several profiles opens at its active one; another in bytes can be chosen", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const [first, second] = SAMPLED.profiles;
  const times = { ...first, name: "time", unit: "milliseconds" };
  await openByButton(panel, {
    name: "heap.json",
    content: JSON.stringify({ ...SAMPLED, profiles: [first, second, times] }),
  });
  await expectShown(panel, "heap.json");
  expect(await readTotalBytes(panel)).toBe(4000);
  const picker = panel.getByRole("combobox", { name: "Profile" });
  await expect(picker.locator("option:checked")).toHaveText("second (bytes)");
  await expect(picker.getByRole("option", { name: "time (milliseconds)" })).toBeDisabled();
  await picker.selectOption("first (bytes)");
  await expect(statusOf(panel)).toHaveAttribute("title", "7 bytes");
  await expect(picker.locator("option:checked")).toHaveText("first (bytes)");
  await openByButton(panel, {
    name: "mixed.json",
    content: JSON.stringify({ ...SAMPLED, profiles: [times, second], activeProfileIndex: 0 }),
  });
  await expectShown(panel, "mixed.json");
  expect(await readTotalBytes(panel)).toBe(4000);
});

test("the pprof file that we exported shows the same stacks again", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  const [total, folded] = [await readTotalBytes(panel), await downloadFolded(session)];
  const download = await chooseExport(session, "pprof");
  await openByButton(panel, { name: "again.pb.gz", content: await readFile(await download.path()) });
  await expectShown(panel, "again.pb.gz");
  expect(await readTotalBytes(panel)).toBe(total);
  expect(await downloadFolded(session)).toBe(folded);
  await expect(panel.getByRole("combobox", { name: "Profile" }).getByRole("option")).toHaveText([
    "objects (count)",
    "space (bytes)",
  ]);
});

const call = (functionName: string) => ({ functionName, scriptId: "1", url: "", lineNumber: 0, columnNumber: 0 });
const SAMPLING = {
  head: {
    callFrame: call("(root)"),
    selfSize: 0,
    children: [
      { callFrame: call("main"), selfSize: 100, children: [{ callFrame: call(""), selfSize: 23, children: [] }] },
    ],
  },
};

test("an allocation sampling, UTF-16 and gzip of two members are opened", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await openByButton(panel, { name: "a.heapprofile", content: JSON.stringify(SAMPLING) });
  await expectShown(panel, "a.heapprofile");
  expect(await readTotalBytes(panel)).toBe(123);
  await expect(treeOf(panel).getByRole("treeitem", { name: "main" }).first()).toBeVisible();
  await openByButton(panel, { name: "wide.txt", content: Buffer.from("\ufeffa;ü 5\r\nnone\r\n", "utf16le") });
  await expectShown(panel, "wide.txt");
  expect(await readTotalBytes(panel)).toBe(5);
  await openByButton(panel, { name: "two.gz", content: Buffer.concat([gzipSync("a 6\n"), gzipSync("b 0.6\n")]) });
  await expectShown(panel, "two.gz");
  expect(await readTotalBytes(panel)).toBe(7);
});

test("a format that is not read is named, with the file to save instead; what is shown stays", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await openByButton(panel, { name: "a.folded", content: "a 26\n" });
  await expectShown(panel, "a.folded");
  const profile = { nodes: [{ id: 1, callFrame: call("f"), hitCount: 1 }], startTime: 0, endTime: 9, samples: [1] };
  for (const [name, content, sentence] of [
    ["run.cpuprofile", JSON.stringify(profile), "“run.cpuprofile” cannot be opened: it is a CPU profile"],
    ["trace.json", '[{"pid":1,"ts":2,"ph":"X"}]', "it is a trace of Chrome's Performance panel"],
    ["page.html", "<!doctype html>\n<p>7</p>", "“page.html” cannot be opened: it is an HTML page"],
    ["heap.json", '{"version":2,"type":"Inspector","nodes":[0,0,0,0]}', "a heap snapshot of Safari or JavaScriptCore"],
  ] as const) {
    await openByDrop(panel, { name, content });
    await expect(alertOf(panel)).toContainText(sentence);
    await expect(statusOf(panel)).toHaveAttribute("title", "26 bytes");
  }
});

const VAULT_ROUTE = {
  path: "/",
  html: pageWithModule(`
    class Vault {
      #codes = Array.from({ length: 1000 }, (_, i) => ({ code: i + 0.5 }));
      get size() { return this.#codes.length; }
    }
    const locked = (secrets) => () => secrets;
    globalThis.app = { vault: new Vault(), open: locked(Array.from({ length: 1000 }, (_, i) => ({ secret: i }))) };
    registerRoot("app", globalThis.app);`),
};

test("a heap snapshot of a page where the panel was used: what the extension put there stands apart", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(VAULT_ROUTE)}/`);
  const { page, panel } = session;
  await takeSnapshot(panel);
  const text = await takeHeapSnapshot(await page.context().newCDPSession(page));
  await openByButton(panel, { name: "page.heapsnapshot", content: text });
  await expectShown(panel, "page.heapsnapshot");
  expect(await readTotalBytes(panel)).toBe(v8SizesOf(text, "Vault").total);
  const lines = parseFolded(await downloadFolded(session));
  const own = lines.filter(({ frames }) => frames[0] === "(allocative)");
  /* The functions of the agent, the walk that it keeps, and the world of the bridge. */
  expect(own.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(200_000);
  expect(own.some(({ frames }) => frames.includes("Vault"))).toBe(false);
  expect(lines.some(({ frames }) => frames[0] !== "(allocative)" && frames.includes("Vault"))).toBe(true);
});

test("a heap snapshot: private state, closures and V8's own sizes in the same icicle", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(VAULT_ROUTE)}/`);
  const { page, panel } = session;
  const text = await takeHeapSnapshot(await page.context().newCDPSession(page));
  const v8 = v8SizesOf(text, "Vault");
  expect(v8.retained).toBeGreaterThan(20_000);
  await openByButton(panel, { name: "page.heapsnapshot", content: text });
  await expectShown(panel, "page.heapsnapshot");
  expect(await readTotalBytes(panel)).toBe(v8.total);

  const lines = parseFolded(await downloadFolded(session));
  const bytesBelow = (...path: string[]): number =>
    lines
      .filter(({ frames }) => path.every((name, i) => frames[i + 1] === name))
      .reduce((sum, { bytes }) => sum + bytes, 0);
  const vault = ["Window", "app", "Object", "vault", "Vault"];
  expect(lines.find(({ frames }) => frames.slice(1).join() === vault.join())?.bytes).toBe(v8.self);
  expect(bytesBelow(...vault)).toBe(v8.retained);
  expect(bytesBelow(...vault, "#codes", "Array", "elements", "Object")).toBeGreaterThan(16_000);
  expect(
    bytesBelow("Window", "app", "Object", "open", "(anonymous function)", "context", "Context", "secrets"),
  ).toBeGreaterThan(8000);

  await findOf(panel).fill("Vault");
  await findOf(panel).press("Enter");
  await expect(detailsOf(panel)).toContainText("vault");
});

/** A window of 28 bytes with an app of 12, as V8 would write them. */
const SMALL_HEAP = JSON.stringify({
  snapshot: {
    meta: {
      node_fields: ["type", "name", "id", "self_size", "edge_count"],
      node_types: [["synthetic", "object"], "string", "number", "number", "number"],
      edge_fields: ["type", "name_or_index", "to_node"],
      edge_types: [["property", "shortcut"], "string_or_number", "node"],
    },
    node_count: 3,
    edge_count: 2,
  },
  nodes: [0, 0, 1, 0, 1, 1, 1, 3, 28, 1, 1, 2, 5, 12, 0],
  edges: [1, 1, 5, 0, 3, 10],
  strings: ["", "Window", "App", "app"],
});

test("a heap snapshot is opened compressed; a broken one is refused and leaves what is shown", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await openByDrop(panel, { name: "page.gz", content: gzipSync(SMALL_HEAP) });
  await expectShown(panel, "page.gz");
  expect(await readTotalBytes(panel)).toBe(40);
  await expect(treeOf(panel).getByRole("treeitem", { name: "Window" }).first()).toBeVisible();
  const expectRefused = async (content: string | Buffer, sentence: RegExp): Promise<void> => {
    await openByDrop(panel, { name: "broken.heapsnapshot", content });
    await expect(alertOf(panel)).toContainText(sentence);
    await expect(statusOf(panel)).toHaveAttribute("title", "40 bytes");
  };
  await expectRefused(
    SMALL_HEAP.slice(0, -20),
    /This heap snapshot cannot be shown: it ends too early, at byte \d+, in or after "strings"/,
  );
  await expectRefused(gzipSync(SMALL_HEAP).subarray(0, -20), /is not a valid gzip file/);
  await expectRefused(SMALL_HEAP.replace("[1,1,5,", "[1,1,6,"), /edge 0 leads to 6, where no node begins/);
  const liar = SMALL_HEAP.replace('"node_count":3', '"node_count":900000000');
  await expectRefused(liar, /900,000,000 nodes .* more than the file has room for/);
  await expectRefused(gzipSync(liar), /would need [\d.]+ GiB of memory here/);
});
