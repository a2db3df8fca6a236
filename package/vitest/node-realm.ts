import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread } from "node:worker_threads";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { packagePath } from "../package-path.ts";
import { evaluateIn } from "../page/evaluate-in.ts";
import { MeasuredNode } from "../page/measured-node.ts";
import { MainThreadSession } from "./main-thread-session.ts";
import type { TestRealm } from "./matchers.ts";
import { analyseModulesOf, isForeignName } from "./module-runner.ts";
import { type DebuggedRealm, oneByOne } from "./realm-memory.ts";

const WITHOUT_INSPECTOR = 'take Vitest\'s pool "forks", or the plug-in allocative/vite, which needs none';

let opened: Promise<DebuggedRealm | string> | undefined;

/** Tests that run in Node, with happy-dom or without. */
export const nodeRealm: TestRealm = {
  open: () => {
    opened ??= open();
    return opened;
  },
  attacher: {
    async write({ name, content }) {
      const folder = await mkdtemp(path.join(os.tmpdir(), "allocative-"));
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    remove: (file) => rm(path.dirname(file), { recursive: true }),
  },
};

async function open(): Promise<DebuggedRealm | string> {
  if (!isMainThread) return `the tests run in a worker thread, which no inspector reaches: ${WITHOUT_INSPECTOR}`;
  const session = new MainThreadSession();
  if (await isOfThisRealm(session)) {
    const measured = new MeasuredNode(session, {
      asks: isOwnScript,
      analyse: analyseModulesOf(`${process.cwd().replaceAll("\\", "/")}/`),
      isForeign: isForeignName,
      url: `${pathToFileURL(process.cwd()).href}/`,
    });
    return oneByOne((options) => measured.takeSnapshot(options));
  }
  await session.close();
  return `the tests run in a context of node:vm: ${WITHOUT_INSPECTOR}`;
}

/** A pool of contexts runs tests in another one than that which the inspector evaluates in. */
async function isOfThisRealm(session: Session): Promise<boolean> {
  const handle = randomHandle();
  Object.defineProperty(globalThis, handle, { value: true, configurable: true });
  try {
    const { value } = await evaluateIn(session)(`typeof ${handle} === "boolean"`);
    return value === true;
  } finally {
    Reflect.deleteProperty(globalThis, handle);
  }
}

/** Folders with code that measures. */
const MEASURING = ["core", "dist", "extension", "package"].map(
  (folder) => `${pathToFileURL(packagePath(folder)).href}/`,
);

/** A script of the user's: not of an installed package, of Vitest, of Node or of this one. Vitest has tens of thousands of functions, and to ask all of them would take minutes. */
function isOwnScript(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/") && MEASURING.every((own) => !url.startsWith(own));
}
