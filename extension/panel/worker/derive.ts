import { dominatorOwners } from "../../../core/flamegraph/dominators.ts";
import { writeFolded } from "../../../core/flamegraph/folded-text.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { framesOfGraph } from "../../../core/flamegraph/frames-of-graph.ts";
import { parseFolded } from "../../../core/flamegraph/parse-folded.ts";
import { decodeGraph, encodeGraph } from "../../../core/graph/codec.ts";
import type { Graph } from "../../../core/graph/graph.ts";
import type { DerivedSnapshot, DeriveRequest, DeriveResponse } from "./messages.ts";

/** What the worker keeps of a snapshot: frames are derived anew when asked for, and live in the panel. */
type Source =
  | { readonly kind: "graph"; readonly graph: Graph }
  | { readonly kind: "folded"; readonly bytes: Uint8Array };

/** The worker's side of the panel's questions about snapshots. Throws nothing: trouble is an answer. */
export class Deriver {
  readonly #sources = new Map<number, Source>();

  answer(request: DeriveRequest): DeriveResponse {
    const { id } = request;
    try {
      switch (request.type) {
        case "open-snapshot":
          return { id, type: "derived", derived: this.#openSnapshot(request.snapshot, request.bytes) };
        case "open-folded":
          return { id, type: "derived", derived: this.#openFolded(request.snapshot, request.bytes) };
        case "write-folded":
          return { id, type: "folded", text: writeFolded(framesOf(this.#sourceOf(request.snapshot))) };
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

  #openSnapshot(snapshot: number, bytes: Uint8Array): DerivedSnapshot {
    const started = performance.now();
    const decoded = decodeGraph(bytes);
    if (!decoded.ok) throw new Error(decoded.error);
    const { graph } = decoded;
    const source: Source = { kind: "graph", graph };
    const frames = framesOf(source);
    this.#sources.set(snapshot, source);
    return {
      frames,
      objectCount: frames.totalCount[0]!,
      totalSize: frames.totalSize[0]!,
      totalMaxSize: frames.totalMaxSize[0]!,
      warnings: graph.warnings,
      deriveMs: performance.now() - started,
    };
  }

  #openFolded(snapshot: number, bytes: Uint8Array): DerivedSnapshot {
    const started = performance.now();
    const source: Source = { kind: "folded", bytes };
    const frames = framesOf(source);
    this.#sources.set(snapshot, source);
    return {
      frames,
      objectCount: 0,
      totalSize: frames.totalSize[0]!,
      totalMaxSize: frames.totalMaxSize[0]!,
      warnings: [],
      deriveMs: performance.now() - started,
    };
  }

  #encode(snapshot: number): Uint8Array {
    const source = this.#sourceOf(snapshot);
    if (source.kind === "graph") return encodeGraph(source.graph);
    throw new Error(
      "this was opened from folded stacks, which tell frames but no objects: it cannot be saved as a snapshot",
    );
  }

  #sourceOf(snapshot: number): Source {
    const source = this.#sources.get(snapshot);
    if (source === undefined) throw new Error(`snapshot ${snapshot} is not open`);
    return source;
  }
}

function framesOf(source: Source): FrameTable {
  if (source.kind === "graph") return framesOfGraph(source.graph, dominatorOwners(source.graph));
  const parsed = parseFolded(new TextDecoder().decode(source.bytes));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.frames;
}
