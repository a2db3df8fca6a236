import { existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type MeasuredTab, openTab } from "../browser/measured-tab.ts";
import { toPageUrl } from "../browser/page-url.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { type OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";

export interface WorkspaceOptions {
  /** The only folder that is read and written. */
  readonly folder: string;
  /** Where a running browser listens; without it, each page is opened in a headless Chromium. */
  readonly browserUrl: string | undefined;
}

interface KnownFile {
  readonly changedMs: number;
  readonly snapshot: OpenSnapshot;
}

const SNAPSHOT_ENDING = ".allocative";

/** What the tools share: the browser, and the files below one folder. */
export class Workspace {
  readonly files = new SnapshotFiles();
  readonly #folder: string;
  readonly #browserUrl: string | undefined;
  readonly #known = new Map<string, KnownFile>();

  constructor({ folder, browserUrl }: WorkspaceOptions) {
    this.#folder = realpathSync(folder);
    this.#browserUrl = browserUrl;
  }

  /** Opens a page; `url` may be left out for the only page of a running browser. @throws ExpectedError */
  async usePage<Result>(url: string | undefined, work: (tab: MeasuredTab) => Promise<Result>): Promise<Result> {
    const browserUrl = this.#browserUrl;
    if (url === undefined && browserUrl === undefined) {
      throw new ExpectedError(
        "url is missing. Give the URL of a page, or start the server with --browser-url to use a page of a running browser.",
      );
    }
    const tab = await openTab({
      ...(url !== undefined && { url: toPageUrl(url) }),
      ...(browserUrl !== undefined && { browserUrl }),
      onProgress: () => {},
    });
    try {
      return await work(tab);
    } finally {
      await tab.close();
    }
  }

  /** A file that a tool names; one that was read is kept until it changes. @throws ExpectedError */
  async open(name: string): Promise<OpenSnapshot> {
    const [, file = name, number = ""] = /^(.+)(#\d+)$/.exec(name) ?? [];
    const found = this.#pathOf(file);
    const stats = statSync(found, { throwIfNoEntry: false });
    if (stats === undefined) throw new ExpectedError(`"${file}" does not exist in the working folder.`);
    const key = `${found}${number}`;
    const known = this.#known.get(key);
    if (known?.changedMs === stats.mtimeMs) return known.snapshot;
    const snapshot = { ...(await this.files.open(key)), name };
    this.#known.set(key, { changedMs: stats.mtimeMs, snapshot });
    return snapshot;
  }

  /** Writes a snapshot, under a name that is free where none was given; returns the name. @throws ExpectedError */
  save(name: string | undefined, bytes: Uint8Array): string {
    const file = name === undefined ? this.#freeName() : withEnding(name);
    const target = this.#pathOf(file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    return file;
  }

  #freeName(): string {
    for (let number = 1; ; number++) {
      const name = `snapshot-${number}${SNAPSHOT_ENDING}`;
      if (!existsSync(path.join(this.#folder, name))) return name;
    }
  }

  /** @throws ExpectedError for what is not below the folder, through links, too */
  #pathOf(name: string): string {
    const asked = path.resolve(this.#folder, name);
    const target = path.join(realOf(path.dirname(asked)), path.basename(asked));
    const real = existsSync(target) ? realpathSync(target) : target;
    if (!real.startsWith(this.#folder + path.sep)) {
      throw new ExpectedError(
        `"${name}" is not below the working folder; files elsewhere are neither read nor written.`,
      );
    }
    return real;
  }
}

function withEnding(name: string): string {
  return name.endsWith(SNAPSHOT_ENDING) ? name : `${name}${SNAPSHOT_ENDING}`;
}

/** Of a folder that may not be there yet: where its nearest existing one really is. */
function realOf(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  return path.join(realOf(path.dirname(folder)), path.basename(folder));
}
