import { extensionOf, type WrittenFormatId } from "../../../core/flamegraph/formats/file-formats.ts";
import { boxLabelOf, boxPathTextOf, NO_BOX, TOP_BOX, tailOf } from "../frames/box.ts";
import { writeTransform } from "../frames/box-transform.ts";
import { heldPathsOf } from "../frames/held-path.ts";
import { heldVerdictOf } from "../frames/held-verdict.ts";
import { markdownAnswerOf, writeMarkdownAnswer } from "./markdown-answer.ts";
import { filePartOf } from "./page-name.ts";
import type { FrameWorker, Outlet, Viewer } from "./services.ts";
import { type BundledSnapshot, writeBundle } from "./snapshot-bundle.ts";
import { pagesOf } from "./snapshot-list.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf, hasObjects, listedSnapshotOf, shownDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import { viewerAboutOf, withViewerData } from "./viewer-file.ts";
import type { Work } from "./work.ts";

/** What to export: the whole snapshot or the box in focus. */
export type ExportScope = "whole" | "focus";

/** Steps of the focus's path in the title of a file. */
const MAX_TITLE_STEPS = 8;

/** Files of the displayed snapshot, by its current derivation. Nothing throws or rejects: errors go to the state. */
export class Exports {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #outlet: Outlet;
  readonly #work: Work;
  readonly #viewer: Viewer;

  constructor(store: Store, worker: FrameWorker, outlet: Outlet, work: Work, viewer: Viewer) {
    this.#store = store;
    this.#worker = worker;
    this.#outlet = outlet;
    this.#work = work;
    this.#viewer = viewer;
  }

  saveFolded(scope: ExportScope = "whole"): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const text = await this.#writeFolded(snapshot, scope, signal);
      this.#outlet.saveFile(fileNameOf("allocative", snapshot, scope, extensionOf("folded")), text);
    });
  }

  copyFolded(scope: ExportScope = "whole"): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      await this.#outlet.copyText(await this.#writeFolded(snapshot, scope, signal));
      this.#store.dispatch({ type: "noticed", notice: "Folded stacks copied." });
    });
  }

  /** The displayed answer, for an issue or a language model. */
  copyMarkdown(): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const answer = markdownAnswerOf(this.#store.state, snapshot, this.#viewer.version);
      const held = await this.#heldLines(snapshot, answer.first, signal);
      if (signal.aborted) return;
      await this.#outlet.copyText(writeMarkdownAnswer(answer, held));
      this.#store.dispatch({ type: "noticed", notice: "Copied as Markdown." });
    });
  }

  /** Who holds the objects of a box, as a line; none where no object stands there. */
  async #heldLines(snapshot: Snapshot, box: number, signal: AbortSignal): Promise<readonly string[]> {
    if (box === NO_BOX || box === TOP_BOX || listedSnapshotOf(snapshot) === null) return [];
    const { frames } = snapshot.derived;
    const target = { of: "frame", frame: tailOf(frames, box) } as const;
    const holders = await this.#worker.findHolders(snapshot.number, shownDerivationOf(snapshot), target, [], signal);
    const [path] = heldPathsOf(holders.paths, "folded", frames);
    if (path !== undefined) return [`The first row is held by: ${path.text}`];
    const verdict = heldVerdictOf(holders, snapshot.kind === "diff", false);
    return holders.targets === 0 || verdict === null ? [] : [`The first row: ${verdict}`];
  }

  /** The frames as a file for other programs. */
  saveFrames(format: WrittenFormatId, scope: ExportScope = "whole"): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const derivation = shownDerivationOf(snapshot);
      const frame = frameOf(snapshot, scope);
      const bytes = await this.#worker.writeExport(
        snapshot.number,
        derivation,
        frame,
        format,
        titleOf(snapshot, frame),
        signal,
      );
      this.#outlet.saveFile(fileNameOf("snapshot", snapshot, scope, extensionOf(format)), bytes);
    });
  }

  /** A page that shows the frames in any browser. */
  savePage(scope: ExportScope = "whole"): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const frame = frameOf(snapshot, scope);
      const part = frame === TOP_BOX ? null : { label: boxLabelOf(snapshot.derived.frames, frame) };
      const about = JSON.stringify(viewerAboutOf(this.#store.state, snapshot, part, this.#viewer.version));
      const page = await this.#viewer.loadPage();
      const data = await this.#worker.writeTables(snapshot.number, shownDerivationOf(snapshot), frame, about, signal);
      if (signal.aborted) return;
      this.#outlet.saveFile(fileNameOf("snapshot", snapshot, scope, extensionOf("html")), withViewerData(page, data));
    });
  }

  /** A file of our own, always of the whole. */
  saveSnapshot(): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const bytes = await this.#worker.encode(snapshot.number, signal);
      this.#outlet.saveFile(fileNameOf("allocative", snapshot, "whole", extensionOf("snapshot")), bytes);
    });
  }

  /** All snapshots that have objects, as one file. */
  saveAllSnapshots(): Promise<void> {
    return this.#work.run("export", null, async (signal) => {
      const bundled: BundledSnapshot[] = [];
      for (const snapshot of bundledOf(this.#store.state)) {
        const { number, title, note, askedAt } = snapshot;
        const bytes = new Uint8Array(await this.#worker.encode(number, signal));
        const takenAt = performance.timeOrigin + askedAt;
        bundled.push({ title, note, page: pagesOf(snapshot)[0] ?? null, takenAt, bytes });
      }
      const last = bundled.at(-1);
      if (last === undefined || signal.aborted) return;
      const name = [
        "allocative",
        `${bundled.length}-snapshots`,
        ...(last.page === null ? [] : [filePartOf(last.page)]),
      ];
      this.#outlet.saveFile(`${name.join("-")}.${extensionOf("snapshots")}`, writeBundle(bundled));
    });
  }

  #writeFolded(snapshot: Snapshot, scope: ExportScope, signal: AbortSignal): Promise<string> {
    return this.#worker.writeFolded(snapshot.number, shownDerivationOf(snapshot), frameOf(snapshot, scope), signal);
  }

  #run(job: (snapshot: Snapshot, signal: AbortSignal) => Promise<void>): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    return snapshot === null ? Promise.resolve() : this.#work.run("export", null, (signal) => job(snapshot, signal));
  }
}

/** What comes into a file of all snapshots. */
export function bundledOf({ snapshots }: PanelState): readonly Snapshot[] {
  return snapshots.filter(hasObjects);
}

function frameOf(snapshot: Snapshot, scope: ExportScope): number {
  return scope === "whole" ? TOP_BOX : focusOf(snapshot);
}

function titleOf(snapshot: Snapshot, frame: number): string {
  const { transforms, derived } = snapshot;
  const title = [snapshot.title, ...pagesOf(snapshot)].join(", ");
  const changes = transforms.length === 0 ? "" : ` (${transforms.map(writeTransform).join(", ")})`;
  if (frame === TOP_BOX) return `${title}${changes}`;
  return `${title}: ${boxPathTextOf(derived.frames, frame, MAX_TITLE_STEPS)}${changes}`;
}

/** `allocative-1-shop.example-cart-focus.folded`. */
export function fileNameOf(stem: string, snapshot: Snapshot, scope: ExportScope, extension: string): string {
  const numbers = snapshot.kind === "diff" ? [snapshot.before.number, snapshot.after.number] : [snapshot.number];
  const pages = pagesOf(snapshot).map(filePartOf);
  const parts = [stem, ...numbers, ...pages, scope === "focus" ? "focus" : ""].filter((part) => part !== "");
  return `${parts.join("-")}.${extension}`;
}
