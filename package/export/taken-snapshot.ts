import { readFileSync } from "node:fs";
import type { LabelledGraph } from "../../core/heap-snapshot/graph-of-heap.ts";
import { TOP_BOX } from "../../extension/panel/frames/box.ts";
import { limitOf } from "../../extension/panel/store/coverage.ts";
import { pageNameOf } from "../../extension/panel/store/page-name.ts";
import { type ViewerAbout, withViewerData } from "../../extension/panel/store/viewer-file.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import { packagePath, packageVersion } from "../package-path.ts";
import type { OutputFormat } from "./output-format.ts";
import { writePicture } from "./picture.ts";
import { USUAL_DERIVATION } from "./usual-derivation.ts";

const SNAPSHOT = 1;

/** A snapshot that was taken, to be written in whatever format. */
export class TakenSnapshot {
  readonly derived: DerivedSnapshot;
  readonly #deriver: Deriver;
  readonly #url: string;
  readonly #kind: "walked" | "heap";
  readonly #takenAt = Date.now();

  private constructor(deriver: Deriver, derived: DerivedSnapshot, url: string, kind: "walked" | "heap") {
    this.#deriver = deriver;
    this.derived = derived;
    this.#url = url;
    this.#kind = kind;
  }

  static ofGraph(bytes: Uint8Array, url: string): TakenSnapshot {
    const deriver = new Deriver();
    return new TakenSnapshot(deriver, deriver.openSnapshot(SNAPSHOT, bytes, USUAL_DERIVATION, "merged"), url, "walked");
  }

  static ofHeap({ tables, labels }: LabelledGraph, url: string): TakenSnapshot {
    const deriver = new Deriver();
    return new TakenSnapshot(deriver, deriver.openGraph(SNAPSHOT, tables, labels, USUAL_DERIVATION), url, "heap");
  }

  toFolded(): string {
    return this.#deriver.writeFolded(SNAPSHOT, USUAL_DERIVATION, TOP_BOX);
  }

  /** The content of a file, as the panel's menu Export writes it. */
  async write(format: Exclude<OutputFormat, "heap-snapshot">): Promise<string | Uint8Array> {
    switch (format) {
      case "folded":
        return this.toFolded();
      case "snapshot":
        return this.#deriver.encode(SNAPSHOT);
      case "html":
        return this.#writePage();
      case "svg":
        return writePicture(this.derived, this.#title);
      default:
        return this.#deriver.writeExport(SNAPSHOT, USUAL_DERIVATION, TOP_BOX, format, this.#title);
    }
  }

  get #pages(): readonly string[] {
    return [pageNameOf(this.#url)].filter((page) => page !== null);
  }

  get #title(): string {
    return ["Snapshot", ...this.#pages].join(", ");
  }

  async #writePage(): Promise<string> {
    const { hasClosures } = this.derived;
    const about: ViewerAbout = {
      title: "Snapshot",
      pages: this.#pages,
      takenAt: this.#takenAt,
      exportedAt: Date.now(),
      version: packageVersion(),
      sides: [],
      caveats: [],
      limits: [limitOf(this.#kind, hasClosures)],
      changes: [],
      part: null,
      hasClosures,
      focus: null,
      view: "icicle",
      scope: "growth",
      measure: "size",
      order: "size",
      sizeUnit: "binary",
    };
    const data = await this.#deriver.writeTables(SNAPSHOT, USUAL_DERIVATION, TOP_BOX, JSON.stringify(about));
    return withViewerData(readFileSync(packagePath("dist/extension/allocative-viewer.html"), "utf8"), data);
  }
}
