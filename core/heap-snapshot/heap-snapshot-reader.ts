import { HeapColumns } from "./heap-columns.ts";
import { type HeapHead, headOf } from "./heap-head.ts";
import { HeapSnapshotError } from "./heap-snapshot-error.ts";
import type { HeapTables } from "./heap-tables.ts";
import { LocationScanner } from "./location-scanner.ts";
import { NumberScanner } from "./number-scanner.ts";
import { type DecodeUtf8, StringScanner } from "./string-scanner.ts";
import { ValueScanner } from "./value-scanner.ts";

const MAX_HEAD_BYTES = 1 << 20;
const MAX_KEY_LENGTH = 64;

/**
 * Bytes that the tables of the heap and of its graph take at the most, with those that owners are found with: for each
 * node, for each edge. Counted over their columns; the bench "heap-snapshot" prints the memory really in use.
 */
const BYTES_PER_NODE = 136;
const BYTES_PER_EDGE = 20;

/** The least that a number and its comma take in the file. */
const MIN_NUMBER_BYTES = 2;

export interface HeapLimits {
  /** Bytes of memory that may be used. */
  readonly memory: number;
  /** Bytes of the file; infinite where it is compressed. */
  readonly fileSize: number;
}

interface Scanner {
  readonly isDone: boolean;
  scan(bytes: Uint8Array, start: number): number;
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The parts in the order in which they are read: each needs the ones before it. */
const PARTS = ["snapshot", "nodes", "edges", "strings"] as const;

/** Read where it comes after the nodes; a file may lack it. V8 writes it between the edges and the strings. */
const LOCATIONS = "locations";

const START = 0;
const BEFORE_KEY = 1;
const IN_KEY = 2;
const BEFORE_COLON = 3;
const BEFORE_VALUE = 4;
const IN_VALUE = 5;
const AFTER_VALUE = 6;
const END = 7;

/**
 * Reads a `.heapsnapshot` file (UTF-8) from bytes that come piece by piece. V8 writes the parts in the order in which
 * they are needed; if a file has another order, parts that come too early are skipped, and `endPass` asks for the whole
 * file once more. Memory is asked for once, after the head has given the sizes; a file that is too large is refused
 * then. Every method throws a HeapSnapshotError if the file is not valid, and a RangeError if memory is short.
 */
export class HeapSnapshotReader {
  readonly #limits: HeapLimits;
  readonly #decodeUtf8: DecodeUtf8;
  #state: number = START;
  #position = 0;
  #key = "";
  #scanner: Scanner | undefined;
  #whenDone: () => void = () => {};
  #head: HeapHead | undefined;
  #columns: HeapColumns | undefined;
  /** How many of PARTS were read, now and before this pass began; whether one was passed over. */
  #readParts = 0;
  #readBefore = 0;
  #hasPassedOver = false;
  #hasLocations = false;

  constructor(limits: HeapLimits, decodeUtf8: DecodeUtf8) {
    this.#limits = limits;
    this.#decodeUtf8 = decodeUtf8;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    try {
      while (at < bytes.length) at = this.#step(bytes, at);
    } catch (error) {
      if (error instanceof HeapSnapshotError && error.about === "place")
        throw new HeapSnapshotError(`${error.message} (near byte ${this.#position + at})`);
      throw error;
    }
    this.#position += bytes.length;
  }

  /** All bytes of the file were pushed. Returns whether everything was read; if not, the file is to be pushed again from its first byte. */
  endPass(): boolean {
    if (this.#state !== END)
      throw new HeapSnapshotError(
        `it ends too early, at byte ${this.#position}${this.#key === "" ? "" : `, in or after "${this.#key}"`}: it is cut off`,
      );
    if (this.#readParts === PARTS.length) return true;
    if (!this.#hasPassedOver || this.#readParts === this.#readBefore)
      throw new HeapSnapshotError(`it ends at byte ${this.#position} without ${nameOf(this.#readParts)}`);
    this.#readBefore = this.#readParts;
    this.#hasPassedOver = false;
    this.#state = START;
    this.#position = 0;
    this.#key = "";
    return false;
  }

  /** The last pass has ended. */
  finish(): HeapTables {
    if (this.#columns === undefined) throw new Error("no pass has ended");
    return this.#columns.finish();
  }

  #step(bytes: Uint8Array, start: number): number {
    const scanner = this.#scanner;
    if (this.#state === IN_VALUE && scanner !== undefined) {
      const at = scanner.scan(bytes, start);
      if (scanner.isDone) {
        this.#whenDone();
        this.#state = AFTER_VALUE;
      }
      return at;
    }
    const byte = bytes[start];
    if (this.#state === IN_KEY) {
      if (byte === 0x22) this.#state = BEFORE_COLON;
      else if (this.#key.length === MAX_KEY_LENGTH) throw new HeapSnapshotError("a key is too long");
      else this.#key += String.fromCharCode(byte);
      return start + 1;
    }
    if (byte <= 0x20 || (this.#state === START && byte === BYTE_ORDER_MARK[this.#position + start])) return start + 1;
    if (this.#state === BEFORE_VALUE) return this.#beginValue(byte, start);
    const next = FOLLOWING.get(`${this.#state} ${byte}`);
    if (next === undefined) {
      const found = byte < 0x7f ? JSON.stringify(String.fromCharCode(byte)) : `byte 0x${byte.toString(16)}`;
      throw new HeapSnapshotError(
        this.#state === END
          ? `${found} comes after its end`
          : `${found} stands where ${EXPECTED[this.#state]} was expected`,
      );
    }
    if (next === IN_KEY) this.#key = "";
    this.#state = next;
    return start + 1;
  }

  /** The first byte of a value; lists that are read begin after it. */
  #beginValue(byte: number, start: number): number {
    const isList = byte === 0x5b;
    this.#state = IN_VALUE;
    this.#whenDone = () => {};
    const part = PARTS.indexOf(this.#key as (typeof PARTS)[number]);
    if (part >= this.#readBefore && part < this.#readParts) throw new HeapSnapshotError(`${nameOf(part)} comes twice`);
    if (this.#key === LOCATIONS && isList && this.#beginLocations()) return start;
    if (part > this.#readParts) this.#hasPassedOver = true;
    if (part === -1 || part !== this.#readParts) {
      this.#scanner = new ValueScanner(0);
      return start;
    }
    if (part === 0) {
      const scanner = new ValueScanner(MAX_HEAD_BYTES);
      this.#scanner = scanner;
      this.#whenDone = () => this.#takeHead(headOf(this.#decodeUtf8(scanner.bytes)));
      return start;
    }
    if (!isList) throw new HeapSnapshotError(`${nameOf(part)} is not a list`);
    if (this.#head === undefined || this.#columns === undefined) throw new Error("a list before the head");
    this.#beginList(this.#head, this.#columns);
    return start + 1;
  }

  #beginLocations(): boolean {
    const head = this.#head;
    const columns = this.#columns;
    if (this.#hasLocations || this.#readParts <= PARTS.indexOf("nodes")) return false;
    if (head === undefined || columns === undefined || head.locationWidth === 0) return false;
    this.#hasLocations = true;
    this.#scanner = new LocationScanner(head.locationWidth, columns);
    return true;
  }

  #beginList(head: HeapHead, columns: HeapColumns): void {
    const key = PARTS[this.#readParts];
    if (key === "nodes") {
      this.#scanner = new NumberScanner(key, head.nodeWidth, columns.nodeSink);
      this.#whenDone = () => columns.endNodes();
    } else if (key === "edges") {
      this.#scanner = new NumberScanner(key, head.edgeWidth, columns.edgeSink);
      this.#whenDone = () => columns.endEdges();
    } else {
      this.#scanner = new StringScanner(columns.stringSink, this.#decodeUtf8);
    }
    this.#readParts++;
  }

  #takeHead(head: HeapHead): void {
    const { memory, fileSize } = this.#limits;
    const counts = `${head.nodeCount.toLocaleString("en")} nodes and ${head.edgeCount.toLocaleString("en")} edges`;
    const leastBytes = (head.nodeCount * head.nodeWidth + head.edgeCount * head.edgeWidth) * MIN_NUMBER_BYTES;
    if (leastBytes > fileSize)
      throw new HeapSnapshotError(
        `its head says ${counts}, more than the file has room for; it may be cut off`,
        "file",
      );
    if (head.nodeCount === 0) throw new HeapSnapshotError("it holds no node", "file");
    const bytes = head.nodeCount * BYTES_PER_NODE + head.edgeCount * BYTES_PER_EDGE;
    if (bytes > memory)
      throw new HeapSnapshotError(
        `${counts} would need ${toGib(bytes)} GiB of memory here, and ${toGib(memory)} GiB may be used`,
        "file",
      );
    this.#head = head;
    this.#columns = new HeapColumns(head);
    this.#readParts++;
  }
}

function nameOf(part: number): string {
  return part === 0 ? 'the head "snapshot"' : `the list "${PARTS[part]}"`;
}

function toGib(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

/** What follows on a byte, by "state byte". */
const FOLLOWING: ReadonlyMap<string, number> = new Map([
  [`${START} ${0x7b}`, BEFORE_KEY],
  [`${BEFORE_KEY} ${0x22}`, IN_KEY],
  [`${BEFORE_COLON} ${0x3a}`, BEFORE_VALUE],
  [`${AFTER_VALUE} ${0x2c}`, BEFORE_KEY],
  [`${AFTER_VALUE} ${0x7d}`, END],
]);

const EXPECTED: Readonly<Record<number, string>> = {
  [START]: '"{"',
  [BEFORE_KEY]: "a key",
  [BEFORE_COLON]: '":"',
  [AFTER_VALUE]: '"," or "}"',
};
