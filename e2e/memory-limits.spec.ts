// Small files that ask for a lot of memory, Cancel, and a worker that ends: the panel says so, and what was open stays open.
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { setFile } from "../package/browser/set-file.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { alertOf, chooseInView, chooseScope, readTotalBytes, statusOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const MEBIBYTE = 1024 ** 2;

const PAGE_ROUTE = {
  path: "/",
  html: pageWithModule(`
    const theme = { colours: [1, 2, 3] };
    const app = { left: { theme }, right: { theme } };
    registerRoot("app", () => app);`),
};

async function openFile({ devtools, panel }: PanelSession, file: string): Promise<void> {
  await setFile(await devtools.context().newCDPSession(panel), file);
}

/** The panel with one snapshot of the page, and the bytes that it shows. */
async function openSnapshot(url: string, openPanel: (url: string) => Promise<PanelSession>) {
  const session = await openPanel(url);
  await takeSnapshot(session.panel);
  return { session, bytes: await readTotalBytes(session.panel) };
}

async function expectRefusal(session: PanelSession, file: string, sentence: string): Promise<void> {
  await openFile(session, file);
  await expect(alertOf(session.panel)).toContainText(sentence);
  await session.panel.getByRole("button", { name: "Dismiss" }).click();
}

async function openAndCancel(session: PanelSession, file: string): Promise<void> {
  await openFile(session, file);
  const cancel = session.panel.getByRole("button", { name: "Cancel", exact: true });
  await cancel.click();
  await expect(cancel).toHaveCount(0);
}

/** Other frames of the displayed snapshot: they come from its objects, which only the worker has. */
async function expectObjects({ panel }: PanelSession, bytes: number): Promise<void> {
  const top = treeOf(panel).getByRole("treeitem", { name: /^\(shared\)/ });
  await chooseInView(panel, "Show separately");
  await expect(top).toHaveAttribute("aria-level", "1");
  await chooseInView(panel, "Count to common owner");
  await expect(top).toHaveCount(0);
  expect(await readTotalBytes(panel)).toBe(bytes);
}

/** Ends the panel's worker as the browser would: without a word to the panel. */
async function endWorker({ devtools, panel }: PanelSession): Promise<void> {
  const cdp = await devtools.context().newCDPSession(panel as unknown as Page);
  const attached = new Promise<string>((resolve) => {
    cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") resolve(sessionId);
    });
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const message = JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression: "self.close()" } });
  await cdp.send("Target.sendMessageToTarget", { sessionId: await attached, message });
  await cdp.detach();
}

test("files that ask for too much are refused with a sentence, and what is open stays open", async ({
  serve,
  openPanel,
}, testInfo) => {
  const { session, bytes } = await openSnapshot(`${await serve(PAGE_ROUTE)}/`, openPanel);
  const { panel } = session;

  /* One line, so many names deep: a few kilobytes. */
  const deep = testInfo.outputPath("deep.folded.gz");
  writeFileSync(deep, gzipSync(`${"a;".repeat(4_100_000)}a 1\n`));
  await expectRefusal(session, deep, "it has more than 4,000,000 frames, the most that can be shown");

  const json = testInfo.outputPath("zeros.speedscope.json.gz");
  const head = '{"shared":{"frames":[]},"profiles":[';
  writeFileSync(json, gzipSync(`${head}${"0,".repeat(65 * MEBIBYTE)}0]}`));
  await expectRefusal(session, json, "more than 128.0 MiB unpacked");

  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
  await expectObjects(session, bytes);
});

test("Cancel ends a file that is being derived, and what is open stays open", async ({
  serve,
  openPanel,
}, testInfo) => {
  const { session, bytes } = await openSnapshot(`${await serve(PAGE_ROUTE)}/`, openPanel);
  const large = testInfo.outputPath("large.folded");
  const lines: string[] = [];
  for (let i = 0; i < 1_500_000; i++) lines.push(`app;store-${i % 1000};entry-${i} ${1 + (i % 100)}`);
  writeFileSync(large, `${lines.join("\n")}\n`);
  await openAndCancel(session, large);
  await expectObjects(session, bytes);
  await expect(statusOf(session.panel)).toHaveText(/^Snapshot 1: /);
  await expect(alertOf(session.panel)).toHaveCount(0);
});

test("Cancel ends a file that is being unpacked, and what is open stays open", async ({
  serve,
  openPanel,
}, testInfo) => {
  const { session, bytes } = await openSnapshot(`${await serve(PAGE_ROUTE)}/`, openPanel);
  /* Members of gzip, one after the other: half a megabyte that unpacks to 500. */
  const member = gzipSync(`# ${"-".repeat(10 * MEBIBYTE)}\n`);
  const bomb = testInfo.outputPath("bomb.folded.gz");
  writeFileSync(bomb, Buffer.concat(Array.from({ length: 50 }, () => member)));
  await openAndCancel(session, bomb);
  await expectObjects(session, bytes);
  await expect(statusOf(session.panel)).toHaveText(/^Snapshot 1: /);
  await expect(alertOf(session.panel)).toHaveCount(0);
});

test("a worker that ends without a word is noticed, and replaced", async ({ serve, openPanel }) => {
  const { session, bytes } = await openSnapshot(`${await serve(PAGE_ROUTE)}/`, openPanel);
  const { panel } = session;
  await endWorker(session);
  await expectObjects(session, bytes);
  /* Two that were compared, and of which one is gone. */
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(statusOf(panel)).toContainText("Snapshot 1 → Snapshot 2");
  await chooseScope(panel, "All");
  await expect(treeOf(panel).getByRole("treeitem").first()).toBeVisible();
  await endWorker(session);
  await chooseInView(panel, "Show separately");
  await expect(treeOf(panel).getByRole("treeitem", { name: /^\(shared\)/ })).toHaveAttribute("aria-level", "1");
  await expect(alertOf(panel)).toHaveCount(0);
});
