import { boxLabelOf, TOP_BOX } from "../frames/box.ts";
import { writeObjectsAfter, writeSizeRange } from "../frames/figures.ts";
import { shownMeasureOf } from "../frames/measure.ts";
import { lookOf } from "../icicle/box-style.ts";
import { CharacterWidths } from "../icicle/label.ts";
import type { Svg } from "../icicle/svg.ts";
import { SVG_FONT, writeIcicleSvg } from "../icicle/svg.ts";
import { fileNameOf } from "./exports.ts";
import type { Drawing, Outlet } from "./services.ts";
import { shownArrangementOf } from "./shown-arrangement.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf, scopeOf } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

/** CSS pixels, whatever the width of the panel: a picture is for a document. */
const WIDTH = 1200;
/** Viewers of SVG accept more, but it would be too long to scroll. */
const MAX_SVG_HEIGHT = 40_000;
/** Device pixels. Canvases end at twice that, and some programs before. */
const MAX_PNG_HEIGHT = 16_384;

/** The displayed icicle as a picture. Nothing throws or rejects: errors go to the state. */
export class Pictures {
  readonly #store: Store;
  readonly #drawing: Drawing;
  readonly #outlet: Outlet;
  readonly #work: Work;

  constructor(store: Store, drawing: Drawing, outlet: Outlet, work: Work) {
    this.#store = store;
    this.#drawing = drawing;
    this.#outlet = outlet;
    this.#work = work;
  }

  saveSvg(): Promise<void> {
    return this.#run(async (snapshot) => {
      const svg = this.#svgOf(snapshot, MAX_SVG_HEIGHT);
      this.#save(snapshot, "svg", svg.text, svg);
    });
  }

  savePng(): Promise<void> {
    return this.#run(async (snapshot, signal) => {
      const svg = this.#pngSvgOf(snapshot);
      const png = await this.#drawing.toPng(svg);
      if (!signal.aborted) this.#save(snapshot, "png", png, svg);
    });
  }

  copyPng(): Promise<void> {
    return this.#run(async (snapshot) => {
      const svg = this.#pngSvgOf(snapshot);
      await this.#outlet.copyPng(this.#drawing.toPng(svg));
      this.#noteWhole(svg, "Picture copied.");
    });
  }

  #pngSvgOf(snapshot: Snapshot): Svg {
    return this.#svgOf(snapshot, Math.floor(MAX_PNG_HEIGHT / this.#drawing.pixelRatio));
  }

  #svgOf(snapshot: Snapshot, maxHeight: number): Svg {
    const { state } = this.#store;
    const arrangement = shownArrangementOf(snapshot, state);
    const look = lookOf(arrangement, snapshot.derived.changes, scopeOf(snapshot) ?? "all");
    return writeIcicleSvg({
      arrangement,
      focus: focusOf(snapshot),
      zoom: state.zoom,
      look,
      palette: look[state.theme],
      title: titleOf(snapshot, state),
      width: WIDTH,
      maxHeight,
      widths: new CharacterWidths((text) => this.#drawing.measure(SVG_FONT, text)),
    });
  }

  #save(snapshot: Snapshot, extension: string, content: string | Uint8Array, svg: Svg): void {
    this.#outlet.saveFile(fileNameOf("icicle", snapshot, "whole", extension), content);
    this.#noteWhole(svg, null);
  }

  /** `notice` is what there is to say of a picture that has all rows. */
  #noteWhole({ leftOutRows }: Svg, notice: string | null): void {
    const cut = "The picture ends before the last row: it would be too high. Focus a smaller box for its depth.";
    const said = leftOutRows === 0 ? notice : cut;
    if (said !== null) this.#store.dispatch({ type: "noticed", notice: said });
  }

  #run(job: (snapshot: Snapshot, signal: AbortSignal) => Promise<void>): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    return snapshot === null ? Promise.resolve() : this.#work.run("export", null, (signal) => job(snapshot, signal));
  }
}

function titleOf(snapshot: Snapshot, state: PanelState): string {
  const { frames } = snapshot.derived;
  const measure = shownMeasureOf(frames, state.measure);
  const focus = focusOf(snapshot);
  const size = writeSizeRange(frames.totalSize[focus], frames.totalMaxSize[focus]);
  const of = focus === TOP_BOX ? "" : ` · ${boxLabelOf(frames, focus)}`;
  const width = measure === "size" ? "" : ` · width by ${measure === "count" ? "objects" : "maximum size"}`;
  return `${snapshot.title}${of} · ${size}${writeObjectsAfter(frames.totalCount[focus])}${width}`;
}
