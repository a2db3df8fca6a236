import { randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readableName } from "../../extension/panel/frames/box.ts";
import { type MeasuredTab, openTab } from "../browser/measured-tab.ts";
import { toPageUrl } from "../browser/page-url.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { nearestWord } from "../cli/nearest-word.ts";
import { type OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";
import { type KeptLimit, OpenedFiles } from "./opened-files.ts";
import type { ToolCall } from "./tool-call.ts";
import { Turns } from "./turns.ts";

export interface WorkspaceOptions {
  /** The only folder that is read and written. */
  readonly folder: string;
  /** Where a running browser listens; without it, each page is opened in a headless Chromium. */
  readonly browserUrl: string | undefined;
  /** Whether answers may have values of the page. */
  readonly values?: boolean;
  readonly keptLimit?: KeptLimit;
}

const SNAPSHOT_ENDING = ".allocative";
const NUMBERED = /^(.+)(#\d+)$/;
/** File systems take about as many bytes. */
const MOST_NAME_LENGTH = 200;

/** What the tools share: the browser, and the files below one folder. */
export class Workspace {
  readonly files = new SnapshotFiles();
  readonly values: boolean;
  readonly #folder: string;
  readonly #browserUrl: string | undefined;
  readonly #opened: OpenedFiles;
  readonly #pageTurns = new Turns();
  readonly #fileTurns = new Turns();
  readonly #closing = new AbortController();

  constructor({ folder, browserUrl, values = false, keptLimit }: WorkspaceOptions) {
    this.#folder = realpathSync(folder);
    this.#browserUrl = browserUrl;
    this.values = values;
    this.#opened = new OpenedFiles(this.files, keptLimit);
  }

  /** Files that are kept open. */
  get openCount(): number {
    return this.#opened.count;
  }

  /** Ends what is being done with pages. */
  close(): void {
    this.#closing.abort(new ExpectedError("The server ends."));
  }

  /** Opens a page; `url` may be left out for the only page of a running browser. One after the other, and closed when the call is taken back. @throws ExpectedError */
  async usePage<Result>(
    url: string | undefined,
    call: ToolCall,
    work: (tab: MeasuredTab) => Promise<Result>,
  ): Promise<Result> {
    const browserUrl = this.#browserUrl;
    if (url === undefined && browserUrl === undefined) {
      throw new ExpectedError(
        "url is missing. Give the URL of a page, or start the server with --browser-url to use a page of a running browser.",
      );
    }
    const pageUrl = url === undefined ? undefined : toPageUrl(url);
    const signal = AbortSignal.any([call.signal, this.#closing.signal]);
    if (this.#pageTurns.isBusy) call.onProgress("Waiting for the call before this one …");
    const task = async (): Promise<Result> => {
      const tab = await openTab({
        ...(pageUrl !== undefined && { url: pageUrl }),
        ...(browserUrl !== undefined && { browserUrl }),
        onProgress: call.onProgress,
        signal,
      });
      try {
        return await work(tab);
      } catch (error) {
        /* It is closed then, and the error only says so. */
        signal.throwIfAborted();
        throw error;
      } finally {
        await tab.close();
      }
    };
    return await this.#pageTurns.take(task, signal);
  }

  /** Opens the files that a tool names, and asks about them. One that was read is kept until it changes, or others need the room. @throws ExpectedError */
  async useFiles<Result>(
    names: readonly string[],
    { signal }: ToolCall,
    ask: (snapshots: readonly OpenSnapshot[]) => Result,
  ): Promise<Result> {
    const task = async (): Promise<Result> => {
      const snapshots: OpenSnapshot[] = [];
      for (const name of names) snapshots.push(await this.#open(name));
      return ask(snapshots);
    };
    try {
      return await this.#fileTurns.take(task, signal);
    } finally {
      this.#opened.trim();
    }
  }

  /** Opens a snapshot that was taken just now, for as long as something is asked about it. */
  async useTaken<Result>(
    page: string,
    bytes: Uint8Array,
    ask: (snapshot: OpenSnapshot) => Promise<Result>,
  ): Promise<Result> {
    const snapshot = this.files.openTaken(readableName(page), bytes, page);
    try {
      return await ask(snapshot);
    } finally {
      this.files.drop(snapshot);
    }
  }

  async #open(name: string): Promise<OpenSnapshot> {
    const whole = this.#pathOf(name);
    const [, file = name, number = ""] = isThere(whole) ? [] : (NUMBERED.exec(name) ?? []);
    const found = this.#pathOf(file);
    if (!isThere(found)) {
      throw new ExpectedError(`${quoted(file)} does not exist in the working folder.${this.#namesLike(file)}`);
    }
    if (!statSync(found).isFile()) throw new ExpectedError(`${quoted(file)} is not a file.${this.#namesLike(file)}`);
    return { ...(await this.#opened.open(found, number)), name: readableName(name) };
  }

  /** Writes a snapshot, under a name that is free where none was given; returns the name. @throws ExpectedError */
  save(name: string | undefined, bytes: Uint8Array): string {
    const file = name === undefined ? this.#freeName() : toFileName(name);
    const target = this.#pathOf(file);
    try {
      mkdirSync(path.dirname(target), { recursive: true });
      replaceFile(target, bytes);
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      throw new ExpectedError(`${quoted(file)} cannot be written: ${code}.`);
    }
    return file;
  }

  /** @throws ExpectedError where a snapshot cannot be written there; before the work whose result it would be */
  requireName(name: string | undefined): void {
    if (name !== undefined) this.#pathOf(toFileName(name));
  }

  #freeName(): string {
    for (let number = 1; ; number++) {
      const name = `snapshot-${number}${SNAPSHOT_ENDING}`;
      if (!isThere(path.join(this.#folder, name))) return name;
    }
  }

  /** @throws ExpectedError for what is not below the folder, through links, too */
  #pathOf(name: string): string {
    requireFileName(name);
    const real = realOf(path.resolve(this.#folder, name));
    if (real === undefined || !real.startsWith(this.#folder + path.sep)) {
      throw new ExpectedError(
        `${quoted(name)} is not below the working folder; files elsewhere are neither read nor written.`,
      );
    }
    return real;
  }

  /** What a file may be called that is not there: a sentence with a blank before it, or `""`. */
  #namesLike(name: string): string {
    const files = readdirSync(this.#folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => entry.name).filter((one) => one.endsWith(SNAPSHOT_ENDING));
    const nearest = nearestWord(name, names);
    if (nearest !== undefined) return ` Did you mean ${quoted(nearest)}?`;
    if (names.length === 0) return " There is no snapshot; the tool snapshot takes one.";
    const listed = names.sort().slice(-MOST_NAMES).map(quoted).join(", ");
    return ` There ${names.length === 1 ? "is" : "are"} ${listed}${names.length > MOST_NAMES ? " and others" : ""}.`;
  }
}

/** File names that an error lists. */
const MOST_NAMES = 5;

function quoted(name: string): string {
  return `"${readableName(name)}"`;
}

/** In one step: who reads the file has the old one or the new one, and a link that was put there meanwhile is not followed. */
function replaceFile(target: string, bytes: Uint8Array): void {
  const draft = path.join(path.dirname(target), `.${randomUUID()}${SNAPSHOT_ENDING}`);
  writeFileSync(draft, bytes, { flag: "wx" });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft);
    throw error;
  }
}

/** @throws ExpectedError */
function requireFileName(name: string): void {
  const base = path.basename(name);
  if (/^\s*\.?$/.test(base) || name.includes("\0") || base.length > MOST_NAME_LENGTH) {
    throw new ExpectedError(`${quoted(name)} is not the name of a file.`);
  }
}

/** With the ending of a snapshot. @throws ExpectedError */
function toFileName(name: string): string {
  requireFileName(name);
  return name.endsWith(SNAPSHOT_ENDING) ? name : `${name}${SNAPSHOT_ENDING}`;
}

/** Also for a link whose target is missing. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    /* A file stands where a folder would have to. */
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return false;
    throw error;
  }
}

/** Where a file really is, or would be; undefined below a link whose target is missing, and below what is no folder. */
function realOf(file: string): string | undefined {
  const parent = path.dirname(file);
  if (parent === file) return file;
  const above = realOf(parent);
  if (above === undefined) return undefined;
  const here = path.join(above, path.basename(file));
  try {
    return isThere(here) ? realpathSync(here) : here;
  } catch {
    return undefined;
  }
}
