import { type BigIntStats, statSync } from "node:fs";
import { frameBytesOf } from "../../extension/panel/store/memory-limit.ts";
import type { OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";

/** At most, of what is kept open; one file stays, however large. */
export interface KeptLimit {
  readonly files: number;
  readonly bytes: number;
}

const USUAL_LIMIT: KeptLimit = { files: 20, bytes: 512 * 1024 ** 2 };

interface KeptFile {
  /** By what a file that was replaced differs. */
  readonly version: string;
  readonly snapshot: OpenSnapshot;
}

/** Files that were read, the ones that were used last. A session of an agent has no end, and each large file takes much memory. */
export class OpenedFiles {
  readonly #files: SnapshotFiles;
  readonly #limit: KeptLimit;
  /** By path and number; the one that was used last stands last. */
  readonly #kept = new Map<string, KeptFile>();

  constructor(files: SnapshotFiles, limit = USUAL_LIMIT) {
    this.#files = files;
    this.#limit = limit;
  }

  get count(): number {
    return this.#kept.size;
  }

  /** A file as it is now; `number` is `""`, or like `#2`. @throws ExpectedError */
  async open(file: string, number: string): Promise<OpenSnapshot> {
    const key = `${file}${number}`;
    const version = versionOf(statSync(file, { bigint: true }));
    let kept = this.#kept.get(key);
    if (kept !== undefined && kept.version !== version) {
      this.#drop(key, kept);
      kept = undefined;
    }
    kept ??= { version, snapshot: await this.#files.open(key) };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.snapshot;
  }

  /** Drops the least recently used files until the rest is within the limit. To be called between two questions alone. */
  trim(): void {
    let bytes = 0;
    for (const { snapshot } of this.#kept.values()) bytes += bytesOf(snapshot);
    for (const [key, kept] of this.#kept) {
      const isWithin = this.#kept.size <= this.#limit.files && bytes <= this.#limit.bytes;
      if (isWithin || this.#kept.size === 1) return;
      bytes -= bytesOf(kept.snapshot);
      this.#drop(key, kept);
    }
  }

  #drop(key: string, { snapshot }: KeptFile): void {
    this.#kept.delete(key);
    this.#files.drop(snapshot);
  }
}

function versionOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs].join(" ");
}

function bytesOf(snapshot: OpenSnapshot): number {
  return snapshot.derived.keptBytes + frameBytesOf(snapshot);
}
