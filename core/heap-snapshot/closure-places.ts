import { PairMap } from "../graph/pair-map.ts";
import { kindOfEdge, nameRowOf } from "./edge-label.ts";
import { EDGE_INTERNAL, FIRST_LINE, type HeapTables, NO_NODE, NODE_CLOSURE, NODE_CODE } from "./heap-tables.ts";

/** Places where functions begin. */
export interface ScriptPlaces {
  /** Per place: row of `files`. */
  readonly file: Uint32Array;
  /** Per place, from 1. */
  readonly line: Uint32Array;
  /** Names of files, without their folders. */
  readonly files: readonly string[];
}

/** Further places have no label. An app has far fewer functions in its source. */
const MAX_PLACES = 2 ** 18;

/** What the engine knows of a function has a dozen edges. A file may let a million closures share one with a million. */
const MAX_SHARED_EDGES = 64;

const MAX_FILE_NAME = 80;
const SCRIPT = "system / Script / ";

/** The places of closures: each once, however many closures begin there. */
export class ClosurePlaces {
  readonly #heap: HeapTables;
  readonly #sharedRow: number;
  /** Chromium 150 has the first name, Node 20 the second. */
  readonly #scriptRows: readonly [number, number];
  readonly #rowOf = new PairMap();
  readonly #file: number[] = [];
  readonly #line: number[] = [];
  readonly #files: string[] = [];
  /** By row of `strings`; -1 for what does not name a file. */
  readonly #fileOfName = new Map<number, number>();

  constructor(heap: HeapTables) {
    const { strings } = heap;
    this.#heap = heap;
    this.#sharedRow = strings.indexOf("shared");
    this.#scriptRows = [strings.indexOf("script"), strings.indexOf("script_or_debug_info")];
  }

  /** Row of the place; -1 for a node that is not a closure of a script with a name, or whose line is not known. */
  placeOf(node: number): number {
    const { nodeKind, nodeText } = this.#heap;
    if (nodeKind[node] !== NODE_CLOSURE || nodeText[node] > FIRST_LINE) return -1;
    const file = this.#fileOf(this.#scriptOf(node));
    if (file === -1) return -1;
    const line = FIRST_LINE - nodeText[node] + 1;
    let row = this.#rowOf.get(file, line);
    if (row === -1 && this.#file.length < MAX_PLACES) {
      row = this.#file.push(file) - 1;
      this.#line.push(line);
      this.#rowOf.add(file, line, row);
    }
    return row;
  }

  finish(): ScriptPlaces {
    return { file: Uint32Array.from(this.#file), line: Uint32Array.from(this.#line), files: this.#files };
  }

  /** The closure leads to what all closures of the function share, and that to the script. */
  #scriptOf(closure: number): number {
    const { firstEdge } = this.#heap;
    const shared = this.#codeAt(firstEdge[closure], firstEdge[closure + 1], this.#sharedRow, this.#sharedRow);
    if (shared === NO_NODE) return NO_NODE;
    const first = firstEdge[shared];
    const end = Math.min(firstEdge[shared + 1], first + MAX_SHARED_EDGES);
    return this.#codeAt(first, end, ...this.#scriptRows);
  }

  /** Where the first of the edges that has one of two names leads to, if that is the engine's. */
  #codeAt(first: number, end: number, name: number, otherName: number): number {
    const { nodeKind, edgeLabel, edgeTo } = this.#heap;
    for (let edge = first; edge < end; edge++) {
      const label = edgeLabel[edge];
      if (kindOfEdge(label) !== EDGE_INTERNAL) continue;
      const row = nameRowOf(label);
      if (row < 0 || (row !== name && row !== otherName)) continue;
      const to = edgeTo[edge];
      return to !== NO_NODE && nodeKind[to] === NODE_CODE ? to : NO_NODE;
    }
    return NO_NODE;
  }

  #fileOf(script: number): number {
    const { nodeName, strings } = this.#heap;
    const name = script === NO_NODE ? -1 : nodeName[script];
    if (name < 0) return -1;
    let file = this.#fileOfName.get(name);
    if (file === undefined) {
      if (this.#fileOfName.size === MAX_PLACES) return -1;
      const text = fileNameOf(strings[name]);
      file = text === "" ? -1 : this.#files.push(text) - 1;
      this.#fileOfName.set(name, file);
    }
    return file;
  }
}

/** The last part of the script's URL; `""` for a script without one. Of the page itself it is empty, and called as in DevTools. */
function fileNameOf(name: string): string {
  const url = name.startsWith(SCRIPT) ? name.slice(SCRIPT.length) : name;
  if (url === "" || url.startsWith("system / ")) return "";
  if (url.startsWith("data:")) return "data:…";
  const [path] = url.split(/[?#]/, 1);
  const file = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  if (file === "") return "(index)";
  return file.length > MAX_FILE_NAME ? `${file.slice(0, MAX_FILE_NAME)}…` : file;
}
