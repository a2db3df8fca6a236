import { statSync } from "node:fs";
import os from "node:os";
import type { SharingPolicy } from "../../core/flamegraph/owners/sharing-policy.ts";
import type { HolderName, Holders } from "../../core/flamegraph/questions/holder-paths.ts";
import type { TypeParts } from "../../core/flamegraph/questions/type-parts.ts";
import { readableName } from "../../extension/panel/frames/box.ts";
import { PanelError } from "../../extension/panel/store/services.ts";
import { type BundledSnapshot, readBundle } from "../../extension/panel/store/snapshot-bundle.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import type { ReadFile } from "../../extension/panel/worker/file-api.ts";
import {
  type Derivation,
  type DerivedSnapshot,
  FAILURES,
  type FoundPaths,
  type FrameApi,
  type ObjectQuery,
  type ObjectRow,
} from "../../extension/panel/worker/frame-api.ts";
import { readFile } from "../../extension/panel/worker/read-file.ts";
import { FileRefusal, type OpenedFile } from "../../extension/panel/worker/recognise-file.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { USUAL_DERIVATION } from "../export/usual-derivation.ts";
import { fileOnDisk } from "./file-on-disk.ts";

/** A snapshot that was opened. */
export interface OpenSnapshot {
  /** As the file is called; of a file of several with the number of the snapshot: `all.allocative#2`. */
  readonly name: string;
  readonly kind: "walked" | "heap" | "stacks";
  /** Of the page that was measured; `null` if it is not known. */
  readonly page: string | null;
  /** What the file has besides, as a sentence; `""` for nothing. */
  readonly note: string;
  /** In `SnapshotFiles`. */
  readonly number: number;
  readonly derived: DerivedSnapshot;
}

/** The first rows of a list. */
export interface ListedObjects {
  readonly of: "objects" | "entries";
  /** Of the whole list. */
  readonly count: number;
  readonly rows: readonly ObjectRow[];
}

/** Bytes at most for the tables of a heap snapshot, and of the machine's memory half. */
const MOST_MEMORY = 4 * 1024 ** 3;

/** A number after the name says which of several is meant. */
const NUMBERED = /^(.+)#(\d+)$/;

/** Files that the panel opens, opened in Node by its own code. */
export class SnapshotFiles {
  readonly #deriver = new Deriver();
  readonly #derivation: Derivation;
  #last = 0;

  constructor(sharing: SharingPolicy = "owner") {
    this.#derivation = { ...USUAL_DERIVATION, sharing };
  }

  /** `filePath` may end in `#2` for the second snapshot, or profile, of a file of several. @throws ExpectedError, with the name of the file */
  async open(filePath: string, onProgress: (share: number) => void = () => {}): Promise<OpenSnapshot> {
    const [, numberless, digits] = statSync(filePath, { throwIfNoEntry: false }) ? [] : (NUMBERED.exec(filePath) ?? []);
    const file = fileOnDisk(numberless ?? filePath);
    const chosen = digits === undefined ? undefined : Number(digits);
    try {
      const bundle = await readBundle(file);
      return bundle === null
        ? await this.#openFile(file, chosen, onProgress)
        : await this.#openBundled(file, bundle, chosen ?? bundle.length);
    } catch (error) {
      throw error instanceof FileRefusal || error instanceof PanelError ? new ExpectedError(error.message) : error;
    }
  }

  /** A snapshot that was taken now, by the bytes of its file. */
  openTaken(name: string, bytes: Uint8Array, page: string | null): OpenSnapshot {
    const number = ++this.#last;
    return toOpen(name, number, this.#deriver.openSnapshot(number, bytes, this.#derivation, "merged"), page, "");
  }

  /** What grew from one to the other. */
  diff(before: OpenSnapshot, after: OpenSnapshot): DerivedSnapshot {
    const number = ++this.#last;
    const derived = this.#deriver.diff(number, [before.number, after.number], this.#derivation);
    /* Nothing is asked about it later. */
    this.#deriver.drop(number);
    return derived;
  }

  /** Forgets a snapshot: nothing can be asked about it any more. */
  drop({ number }: OpenSnapshot): void {
    this.#deriver.drop(number);
  }

  /** @throws Error for what was opened from stacks: it has no objects */
  findHolders({ number }: OpenSnapshot, frame: number, ignored: readonly HolderName[] = []): Holders {
    return this.#deriver.findHolders(number, this.#derivation, { of: "frame", frame }, ignored);
  }

  /** Objects of a frame, or the entries of its one container. */
  findObjects({ number }: OpenSnapshot, frame: number, sort: ObjectQuery["sort"], count: number): ListedObjects {
    const query = {
      target: { of: "frame", frame },
      contents: "usual",
      sort,
      bucket: null,
      text: "",
      found: null,
    } as const;
    const list = this.#deriver.findObjects(number, this.#derivation, query);
    const rows = list.list === null ? null : this.#deriver.readObjects(number, list.list, 0, count);
    return { of: list.of, count: list.count, rows: rows ?? [] };
  }

  /** How to find these objects in the page again, which has the first nodes. */
  findPaths({ number }: OpenSnapshot, rows: readonly ObjectRow[], pageNodeCount: number): FoundPaths {
    const nodes = Int32Array.from(rows, ({ node }) => node);
    const cells = Int32Array.from(rows, ({ cell }) => cell);
    return this.#deriver.findPaths(number, nodes, cells, pageNodeCount);
  }

  findTypeParts({ number }: OpenSnapshot): TypeParts | null {
    return this.#deriver.findTypeParts(number, this.#derivation, 0).after;
  }

  async #openFile(
    file: OpenedFile,
    chosen: number | undefined,
    onProgress: (share: number) => void,
  ): Promise<OpenSnapshot> {
    const read = await readFile(file.name, file, Math.min(MOST_MEMORY, os.totalmem() / 2), onProgress);
    const number = ++this.#last;
    const derived = this.#derivedOf(file.name, number, read);
    const { profiles } = derived;
    if (chosen === undefined || (chosen === 1 && profiles.length === 0)) {
      const note =
        profiles.length === 0
          ? ""
          : severalNote(
              file.name,
              "profiles",
              profiles.map(({ name }) => name),
              derived.profile + 1,
            );
      return toOpen(file.name, number, derived, null, note);
    }
    const profile = profiles[chosen - 1];
    if (profile === undefined) throw noSuch(file, chosen, profiles.length === 0 ? 1 : profiles.length);
    if (!profile.isShowable)
      throw new ExpectedError(`“${file.name}”: profile ${chosen}, ${profile.name}, does not count bytes.`);
    const shown = this.#deriver.chooseProfile(number, chosen - 1, this.#derivation);
    return toOpen(`${file.name}#${chosen}`, number, shown, null, "");
  }

  async #openBundled(file: OpenedFile, bundle: readonly BundledSnapshot[], chosen: number): Promise<OpenSnapshot> {
    const bundled = bundle[chosen - 1];
    if (bundled === undefined) throw noSuch(file, chosen, bundle.length);
    const name = `${file.name}#${chosen}`;
    const inner = await this.#openFile(new File([bundled.bytes], name), undefined, () => {});
    const note = severalNote(
      file.name,
      "snapshots",
      bundle.map(({ title }) => title),
      chosen,
    );
    return { ...inner, page: bundled.page, note };
  }

  #derivedOf(name: string, number: number, read: ReadFile): DerivedSnapshot {
    const method: keyof FrameApi =
      read.source === "heap-snapshot" ? "openGraph" : read.source === "snapshot-file" ? "openSnapshot" : "openFolded";
    try {
      if (read.source === "heap-snapshot") {
        return this.#deriver.openGraph(number, read.tables, read.labels, this.#derivation);
      }
      return read.source === "snapshot-file"
        ? this.#deriver.openSnapshot(number, read.bytes, this.#derivation, "refused")
        : this.#deriver.openFolded(number, read.bytes, this.#derivation);
    } catch (error) {
      throw new ExpectedError(`“${name}”: ${FAILURES[method]}: ${(error as Error).message}.`);
    }
  }
}

const KINDS = { walked: "walked", "of V8": "heap", none: "stacks" } as const;

function toOpen(
  name: string,
  number: number,
  derived: DerivedSnapshot,
  page: string | null,
  note: string,
): OpenSnapshot {
  return { name, kind: KINDS[derived.objects], page, note, number, derived };
}

function severalNote(name: string, what: "snapshots" | "profiles", titles: readonly string[], chosen: number): string {
  if (titles.length === 1) return "";
  const list = titles.map((title, index) => `#${index + 1} ${readableName(title)}`).join(", ");
  return `“${name}” has ${titles.length} ${what}: ${list}. This is #${chosen}; choose another with “${name}#1”.`;
}

function noSuch({ name }: OpenedFile, chosen: number, count: number): ExpectedError {
  return new ExpectedError(`“${name}” has no #${chosen}: it has ${count === 1 ? "one snapshot" : `#1 to #${count}`}.`);
}
