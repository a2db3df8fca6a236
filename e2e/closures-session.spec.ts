// The debugger's session with the inspected page: when it is attached and let go, and what stands in its way.
import type { Frame } from "playwright";
import { waitFor } from "../package/browser/deadline.ts";
import { isPaused, resume, showExtensionTab } from "../package/browser/devtools-internals.ts";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, openInsights, snapshotButtonOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = {
  path: "/",
  html: pageWithScript("globalThis.app = { items: Array.from({ length: 100 }, (_, id) => ({ id })) };"),
};

const closuresOf = (panel: Frame) => rootsGroup(panel).getByRole("checkbox", { name: "Closures", exact: true });

interface Target {
  readonly tabId?: number;
  readonly attached: boolean;
}

/** What of `chrome.debugger` the tests use, in a document of the extension. */
interface DebuggerWindow {
  readonly chrome: {
    readonly debugger: {
      getTargets(): Promise<readonly (Target & { readonly url: string })[]>;
      detach(target: { readonly tabId: number }): Promise<void>;
      sendCommand(target: { readonly tabId: number }, method: string): Promise<unknown>;
    };
    readonly devtools: { readonly inspectedWindow: { readonly tabId: number } };
  };
}

/** Whether our debugger is attached to the inspected tab: a command gets an answer only then. */
function isAttached(panel: Frame): Promise<boolean> {
  return panel.evaluate(async () => {
    const { chrome } = globalThis as unknown as DebuggerWindow;
    const { tabId } = chrome.devtools.inspectedWindow;
    try {
      await chrome.debugger.sendCommand({ tabId }, "Runtime.getHeapUsage");
      return true;
    } catch {
      return false;
    }
  });
}

test("the debugger is attached by the first snapshot, stays, and is let go with the panel", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  await expect(closuresOf(panel)).toBeChecked();
  await expect(closuresOf(panel)).toHaveAccessibleDescription(/The browser shows a bar while Allocative asks/);
  expect(await isAttached(panel)).toBe(false);
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(true);
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(true);
  const { panel: again } = await session.reopenDevtools();
  await expect(closuresOf(again)).toBeChecked();
  expect(await isAttached(again)).toBe(false);
});

test("a snapshot without closures attaches nothing", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await closuresOf(panel).uncheck();
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(false);
  await closuresOf(panel).check();
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(true);
});

test("closures are off where the page registered a root, as all that was found", async ({ serve, openPanel }) => {
  const html = `<script type="module">import { registerRoot } from "/core/index.js";
registerRoot("app", globalThis.app = { items: [1, 2, 3] });</script>`;
  const { panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await expect(closuresOf(panel)).not.toBeChecked();
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(false);
});

test("nothing of the agent stands on the page's global object, and the page's error log stays empty", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => errors.push(message.text()));
  const names = () => page.evaluate(() => Reflect.ownKeys(globalThis).map(String));
  const before = await names();
  await takeSnapshot(panel);
  expect(await names()).toEqual(before);
  expect(errors).toEqual([]);
});

test("the next snapshot attaches again after another page of the extension detached", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  await detach(panel);
  expect(await isAttached(panel)).toBe(false);
  await takeSnapshot(panel);
  await takeSnapshot(panel);
  expect(await isAttached(panel)).toBe(true);
});

function detach(panel: Frame): Promise<void> {
  return panel.evaluate(() => {
    const { chrome } = globalThis as unknown as DebuggerWindow;
    return chrome.debugger.detach({ tabId: chrome.devtools.inspectedWindow.tabId });
  });
}

test("the session goes on in the next document", async ({ serve, openPanel }) => {
  const origin = await serve(PAGE, { path: "/next", html: pageWithScript("globalThis.next = { rows: [1, 2, 3] };") });
  const { page, panel } = await openPanel(`${origin}/`);
  await takeSnapshot(panel);
  await page.goto(`${origin}/next`);
  await expect(rootsGroup(panel).getByRole("checkbox", { name: "next", exact: true })).toBeChecked();
  await takeSnapshot(panel);
  await expect(panel.getByRole("treeitem", { name: /^next/ })).toBeVisible();
  expect(await isAttached(panel)).toBe(true);
});

/** Functions of many source texts, so that each of them is asked. */
const MANY_FUNCTIONS = `globalThis.all = [];
for (let i = 0; i < 20000; i++) {
  const make = "(() => { let kept = { id: 1 }; return () => [kept, " + i + "]; })()";
  if (i % 100 === 0) all.push([]);
  all.at(-1).push(make);
}
for (const part of all.splice(0)) {
  const script = document.createElement("script");
  script.textContent = "all.push(" + part.join(",") + ")";
  document.head.append(script);
}`;

test("the questions are counted, and Cancel ends them; the next snapshot asks anew", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: pageWithScript(MANY_FUNCTIONS) })}/`);
  await snapshotButtonOf(panel).click();
  const asking = panel.getByText(/^Asking [\d,]+ of [\d,]+ functions …$/);
  await asking.waitFor();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(asking).toHaveCount(0);
  await expect(alertOf(panel)).toHaveCount(0);
  await page.evaluate("all.splice(10)");
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  await expect(panel.getByText("This snapshot is without closures")).toHaveCount(0);
});

test("a page that navigates while it is asked is measured without closures", async ({ serve, openPanel }) => {
  const html = pageWithScript(MANY_FUNCTIONS);
  const origin = await serve(
    { path: "/", html },
    { path: "/next", html: pageWithScript("globalThis.next = [1, 2, 3];") },
  );
  const { page, panel } = await openPanel(`${origin}/`);
  await snapshotButtonOf(panel).click();
  await panel.getByText(/^Asking [\d,]+ of [\d,]+ functions …$/).waitFor();
  await page.goto(`${origin}/next`);
  await expect(panel.getByRole("treeitem", { name: /^next/ })).toBeVisible();
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(/without closures: the page navigated while its functions were asked/)).toBeVisible();
});

test("where the browser refuses, Warnings says why, and everything else is measured", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await refuseToAttach(panel, "Cannot attach to this target.");
  const { objectCount } = await takeSnapshot(panel);
  expect(objectCount).toBeGreaterThan(100);
  await openInsights(panel, "Warnings");
  await expect(panel.getByText(/This snapshot is without closures: a policy of this browser forbids/)).toBeVisible();
});

/** A browser under a policy cannot be had here; the words are the ones that it refuses with. */
function refuseToAttach(panel: Frame, words: string): Promise<void> {
  return panel.evaluate((reason) => {
    const { chrome } = globalThis as unknown as { chrome: { debugger: object } };
    Object.defineProperty(chrome.debugger, "attach", { value: () => Promise.reject(new Error(reason)) });
  }, words);
}

test("a page that stands at a breakpoint is named as such, and can be measured when it goes on", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { page, panel } = session;
  await takeSnapshot(panel);
  await stopPage(session);
  await snapshotButtonOf(panel).click();
  await expect(alertOf(panel)).toContainText("The page is stopped at a breakpoint");
  await resume(session.devtools);
  await page.evaluate("1");
  await takeSnapshot(panel);
});

/** As a user stops it: by a `debugger` statement while DevTools is open. */
async function stopPage({ page, devtools, panel }: PanelSession): Promise<void> {
  await page.evaluate(() => {
    setTimeout(() => {
      // biome-ignore lint/suspicious/noDebugger: the page stops here
      debugger;
    });
  });
  await waitFor("DevTools at the breakpoint", async () => (await isPaused(devtools)) || undefined);
  /* It goes to the source by itself, some time after. */
  await expect(snapshotButtonOf(panel)).toBeHidden();
  await waitFor("the panel in front again", async () => {
    await showExtensionTab(devtools, "Allocative");
    return (await snapshotButtonOf(panel).isVisible()) || undefined;
  });
}

test("without the permission the box says why, and the panel measures everything else", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`, {
    extension: repositoryPath("dist/extension-no-debugger"),
  });
  await expect(closuresOf(panel)).toBeDisabled();
  await expect(closuresOf(panel)).not.toBeChecked();
  await expect(closuresOf(panel)).toHaveAccessibleDescription(/has no permission to attach a debugger/);
  const { objectCount } = await takeSnapshot(panel);
  expect(objectCount).toBeGreaterThan(100);
});
