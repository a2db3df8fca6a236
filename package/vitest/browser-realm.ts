import { contextsOf } from "../../extension/scopes/page-contexts.ts";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { MeasuredPage } from "../page/measured-page.ts";
import { browserSessionOf } from "./browser-session.ts";
import type { TestRealm } from "./matchers.ts";
import { isForeignName } from "./module-runner.ts";
import { type DebuggedRealm, oneByOne } from "./realm-memory.ts";
import { untilSettled } from "./until-settled.ts";

/** What `cdp` and `commands` of `vitest/browser` use; Vitest before version 4 has no such module. */
interface Runner {
  readonly cdp?: Parameters<typeof browserSessionOf>[0];
  readonly commands: { triggerCommand(command: string, args: readonly unknown[]): Promise<unknown> };
}

declare const __vitest_browser_runner__: Runner | undefined;

let opened: Promise<DebuggedRealm | string> | undefined;

/** Tests that run in Vitest's browser mode. */
export const browserRealm: TestRealm = {
  open: () => {
    opened ??= open();
    return opened;
  },
  attacher: {
    /* Vitest copies files from below the project alone. */
    async write({ name, content }) {
      const file = `.vitest-attachments/${crypto.randomUUID()}-${name}`;
      const isText = typeof content === "string";
      await command("writeFile", file, isText ? content : base64Of(content), isText ? "utf8" : "base64");
      return file;
    },
    async remove(file) {
      await command("removeFile", file);
    },
  },
};

function runnerHere(): Runner | undefined {
  return typeof __vitest_browser_runner__ === "undefined" ? undefined : __vitest_browser_runner__;
}

async function command(name: string, ...args: readonly unknown[]): Promise<void> {
  await runnerHere()?.commands.triggerCommand(name, args);
}

async function open(): Promise<DebuggedRealm | string> {
  const cdp = runnerHere()?.cdp;
  if (cdp === undefined) return "the tests do not run in Vitest's browser mode";
  const session = browserSessionOf(cdp);
  try {
    /* Vitest opens its session with the first thing that is asked, and loses listeners that come meanwhile. */
    await session.send("Runtime.getHeapUsage");
  } catch (error) {
    return `there is no DevTools protocol (${error instanceof Error ? error.message : String(error)})`;
  }
  const document = await ownDocument(session);
  const measured = new MeasuredPage(session, { document, asks: isAppScript, isForeign: isForeignName });
  return oneByOne(async (options) => {
    await untilSettled();
    return measured.takeSnapshot(options);
  });
}

/** The frame that runs the tests, and where its scripts run: it stands in a page of Vitest's. */
async function ownDocument(session: Session): Promise<{ readonly frameId: string; readonly context: number }> {
  const handle = randomHandle();
  const remote = new RemotePage(session);
  Object.defineProperty(globalThis, handle, { value: true, configurable: true });
  try {
    for (const { id: context, isDefault, frameId } of await contextsOf(session)) {
      if (!isDefault) continue;
      const { value } = await remote.evaluate(`typeof ${handle} === "boolean"`, handle, context);
      if (value === true) return { frameId, context };
    }
  } finally {
    Reflect.deleteProperty(globalThis, handle);
  }
  throw new Error("the frame of the tests is not found");
}

/** Vitest, what it brings, and what measures. Dependencies are bundled by Vite, with their names in the files' names. */
const FOREIGN =
  /\/__vitest|\/@vite\/|\/@id\/|\/node_modules\/(?:[^?]*\/)?(?:vitest|@vitest|vite|chai|tinyrainbow|tinyspy|allocative)\/|\/deps\/(?:vitest|@vitest|allocative)[_.]/;

/** A script of the app or of its dependencies. */
function isAppScript(url: string): boolean {
  return !FOREIGN.test(url);
}

/** Characters at a time: a call takes only so many arguments. */
const PART = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART));
  return btoa(text);
}
