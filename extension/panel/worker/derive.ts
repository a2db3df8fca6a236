import { writeCsv } from "../../../core/flamegraph/csv-text.ts";
import { writeFolded } from "../../../core/flamegraph/folded-text.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { framesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { parseStacks } from "../../../core/flamegraph/parse-stacks.ts";
import type { ParsedFrames } from "../../../core/flamegraph/parsed-frames.ts";
import { encodePprof } from "../../../core/flamegraph/pprof.ts";
import { ownersOf, type SharingPolicy } from "../../../core/flamegraph/sharing-policy.ts";
import { writeSpeedscope } from "../../../core/flamegraph/speedscope-file.ts";
import { subtreeOf } from "../../../core/flamegraph/subtree-of.ts";
import { decodeGraph, encodeGraph } from "../../../core/graph/codec.ts";
import type { Graph } from "../../../core/graph/graph.ts";
import { warningsOf } from "../../../core/graph/path.ts";
import type { DerivedSnapshot, DeriveRequest, DeriveResponse } from "./messages.ts";

/** What the worker keeps of a snapshot: frames are derived anew when asked for, and live in the panel. */
type Source =
  | { readonly kind: "graph"; readonly graph: Graph }
  | { readonly kind: "folded"; readonly bytes: Uint8Array };

const UTF8 = new TextEncoder();

type Request<T extends DeriveRequest["type"]> = Extract<DeriveRequest, { type: T }>;

/** The worker's side of the panel's questions about snapshots. Throws nothing: trouble is an answer. */
export class Deriver {
  readonly #sources = new Map<number, Source>();

  answer(request: DeriveRequest): DeriveResponse {
    const { id } = request;
    try {
      switch (request.type) {
        case "open-snapshot":
          return { id, type: "derived", derived: this.#openSnapshot(request) };
        case "open-folded":
          return { id, type: "derived", derived: this.#openFolded(request) };
        case "derive":
          return { id, type: "derived", derived: this.#derive(request) };
        case "write-folded":
          return { id, type: "folded", text: this.#writeFolded(request) };
        case "export":
          return { id, type: "exported", bytes: this.#export(request) };
        case "encode":
          return { id, type: "encoded", bytes: this.#encode(request.snapshot) };
        case "drop":
          this.#sources.delete(request.snapshot);
          return { id, type: "dropped" };
      }
    } catch (error) {
      return { id, type: "error", message: error instanceof Error ? error.message : String(error) };
    }
  }

  #openSnapshot({ snapshot, bytes, sharing }: Request<"open-snapshot">): DerivedSnapshot {
    const started = performance.now();
    const decoded = decodeGraph(bytes);
    if (!decoded.ok) throw new Error(decoded.error);
    const derived = derivedOf(decoded.graph, sharing, started);
    this.#sources.set(snapshot, { kind: "graph", graph: decoded.graph });
    return derived;
  }

  #openFolded({ snapshot, bytes }: Request<"open-folded">): DerivedSnapshot {
    const started = performance.now();
    const { frames, note } = stacksOf(bytes);
    this.#sources.set(snapshot, { kind: "folded", bytes });
    return {
      frames,
      objectCount: 0,
      totalSize: frames.totalSize[0]!,
      totalMaxSize: frames.totalMaxSize[0]!,
      warnings: note === undefined ? [] : [{ code: "part-of-file", path: "", detail: note }],
      deriveMs: performance.now() - started,
    };
  }

  #derive({ snapshot, sharing }: Request<"derive">): DerivedSnapshot {
    const started = performance.now();
    const source = this.#sourceOf(snapshot);
    if (source.kind === "graph") return derivedOf(source.graph, sharing, started);
    throw new Error("a file of stacks tells frames but no objects: nobody knows what is shared");
  }

  #writeFolded({ snapshot, sharing, frame }: Request<"write-folded">): string {
    return writeFolded(subtreeOf(this.#framesOf(snapshot, sharing), frame));
  }

  #export({ snapshot, sharing, frame, format, title }: Request<"export">): Uint8Array<ArrayBuffer> {
    const frames = subtreeOf(this.#framesOf(snapshot, sharing), frame);
    switch (format) {
      case "speedscope":
        return UTF8.encode(writeSpeedscope(frames, title));
      case "pprof":
        return encodePprof(frames);
      case "csv":
        return UTF8.encode(writeCsv(frames));
    }
  }

  #encode(snapshot: number): Uint8Array {
    const source = this.#sourceOf(snapshot);
    if (source.kind === "graph") return encodeGraph(source.graph);
    throw new Error(
      "this was opened from a file of stacks, which tells frames but no objects: it cannot be saved as a snapshot",
    );
  }

  #framesOf(snapshot: number, sharing: SharingPolicy): FrameTable {
    const source = this.#sourceOf(snapshot);
    return source.kind === "graph" ? framesOf(source.graph, sharing) : stacksOf(source.bytes).frames;
  }

  #sourceOf(snapshot: number): Source {
    const source = this.#sources.get(snapshot);
    if (source === undefined) throw new Error(`snapshot ${snapshot} is not open`);
    return source;
  }
}

function derivedOf(graph: Graph, sharing: SharingPolicy, started: number): DerivedSnapshot {
  const frames = framesOf(graph, sharing);
  return {
    frames,
    objectCount: frames.totalCount[0]!,
    totalSize: frames.totalSize[0]!,
    totalMaxSize: frames.totalMaxSize[0]!,
    warnings: warningsOf(graph),
    deriveMs: performance.now() - started,
  };
}

function framesOf(graph: Graph, sharing: SharingPolicy): FrameTable {
  return framesOfGraph(graph, ownersOf(graph, sharing));
}

/** Folded text, or JSON of speedscope. */
function stacksOf(bytes: Uint8Array): Extract<ParsedFrames, { ok: true }> {
  const parsed = parseStacks(new TextDecoder().decode(bytes));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed;
}
