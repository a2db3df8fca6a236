import { HeapSnapshotError } from "./heap-snapshot-error.ts";

/** A cell of SpiderMonkey's heap, or a node of the DOM. The lists are the reader's own: they hold until the next cell. */
export interface DumpedCell {
  /** Its address. */
  readonly id: number;
  /** As Firefox's C++ calls it, such as `JSObject`, `JSString` or `js::Shape`. */
  readonly typeName: string;
  /** Class of an object, "" for anything else. */
  readonly className: string;
  /** Bytes, with the blocks that it has besides. */
  readonly size: number;
  readonly edgeCount: number;
  /** "" for an edge without a name. */
  readonly edgeName: readonly string[];
  /** Address of a cell, which may be outside of the dump. */
  readonly edgeTo: readonly number[];
}

/* devtools/shared/heapsnapshot/CoreDump.proto */
const NODE = { id: 1, typeName: 2, typeNameRef: 3, size: 4, edge: 5, stack: 6, className: 7, classNameRef: 8 } as const;
const NODE_FILE_NAME = 10;
const NODE_DESCRIPTION = 12;
const EDGE = { to: 1, name: 2, nameRef: 3 } as const;
const STACK_DATA = 1;
const FRAME = { parent: 2, source: 5, functionName: 7 } as const;

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

/** What a field has: a number, or where its bytes are. */
interface Field {
  value: number;
  start: number;
  end: number;
}

/**
 * Calls `visit` with each cell of a core dump of Firefox (`.fxsnapshot`, unpacked): protocol buffers, each after its length. Strings stand where they come first, and later ones refer to them by
 * their number, so all are read in order. @throws HeapSnapshotError
 */
export function readCoreDump(bytes: Uint8Array, visit: (cell: DumpedCell) => void): void {
  const wideTexts: string[] = [];
  const narrowTexts: string[] = [];
  const field: Field = { value: 0, start: 0, end: 0 };
  let at = 0;

  const wideText = (): string => {
    const text = textOf(bytes, field, 2);
    wideTexts.push(text);
    return text;
  };
  const narrowText = (): string => {
    const text = textOf(bytes, field, 1);
    narrowTexts.push(text);
    return text;
  };
  const textAt = (texts: readonly string[], row: number): string => {
    const text = texts[row];
    if (text === undefined)
      throw new HeapSnapshotError(`it refers to string ${row} of ${texts.length}, before byte ${at}`);
    return text;
  };

  function varint(end: number): number {
    let value = 0;
    for (let scale = 1; at < end && scale < 2 ** 64; scale *= 0x80) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new HeapSnapshotError(`it ends too early, at byte ${at}: a number is cut off`);
  }

  /** Reads the field at `at`, up to `end`, and gives its number. */
  function next(end: number): number {
    const tag = varint(end);
    const type = tag % 8;
    if (type === VARINT) {
      field.value = varint(end);
      /* No text and no message has a number for its length. */
      field.start = at;
      field.end = at;
      return Math.floor(tag / 8);
    }
    const length = type === BYTES ? varint(end) : type === FIXED_64 ? 8 : type === FIXED_32 ? 4 : -1;
    if (length < 0)
      throw new HeapSnapshotError(`byte ${at} begins a field of the wire type ${type}, which is not known`);
    if (at + length > end) throw new HeapSnapshotError(`it ends too early, at byte ${at}: a field is cut off`);
    field.start = at;
    field.end = at + length;
    at = field.end;
    return Math.floor(tag / 8);
  }

  /** Of the frames where an object was made only the strings count. Those of a frame come before those of its parent. */
  function readStack(start: number, end: number): void {
    let frame: readonly [start: number, end: number] | undefined = [start, end];
    const after = at;
    while (frame !== undefined) {
      at = frame[0];
      const frameEnd = frame[1];
      frame = undefined;
      while (at < frameEnd) {
        if (next(frameEnd) !== STACK_DATA) continue;
        const dataEnd = field.end;
        at = field.start;
        while (at < dataEnd) {
          const number = next(dataEnd);
          if (number === FRAME.source || number === FRAME.functionName) wideText();
          else if (number === FRAME.parent) frame = [field.start, field.end];
        }
      }
    }
    at = after;
  }

  const edgeName: string[] = [];
  const edgeTo: number[] = [];

  function readEdge(edge: number): void {
    const { start, end } = field;
    edgeName[edge] = "";
    edgeTo[edge] = 0;
    at = start;
    while (at < end) {
      const number = next(end);
      if (number === EDGE.to) edgeTo[edge] = field.value;
      else if (number === EDGE.name) edgeName[edge] = wideText();
      else if (number === EDGE.nameRef) edgeName[edge] = textAt(wideTexts, field.value);
    }
  }

  for (let message = 0; at < bytes.length; message++) {
    const length = varint(bytes.length);
    const end = at + length;
    if (end > bytes.length) throw new HeapSnapshotError(`it ends too early, at byte ${at}: a cell is cut off`);
    /* The first message is about the dump itself. */
    if (message === 0) {
      at = end;
      continue;
    }
    const cell = { id: 0, typeName: "", className: "", size: 0, edgeCount: 0, edgeName, edgeTo };
    while (at < end) {
      switch (next(end)) {
        case NODE.id:
          cell.id = field.value;
          break;
        case NODE.typeName:
          cell.typeName = wideText();
          break;
        case NODE.typeNameRef:
          cell.typeName = textAt(wideTexts, field.value);
          break;
        case NODE.size:
          cell.size = field.value;
          break;
        case NODE.edge:
          readEdge(cell.edgeCount++);
          break;
        case NODE.stack:
          readStack(field.start, field.end);
          break;
        case NODE.className:
          cell.className = narrowText();
          break;
        case NODE.classNameRef:
          cell.className = textAt(narrowTexts, field.value);
          break;
        case NODE_FILE_NAME:
          narrowText();
          break;
        case NODE_DESCRIPTION:
          wideText();
          break;
      }
    }
    visit(cell);
  }
}

const LONGEST_NAME = 1024;

/** The beginning of a text of one or two bytes a character: names are shorter. */
function textOf(bytes: Uint8Array, { start, end }: Field, width: 1 | 2): string {
  const units: number[] = [];
  for (let at = start; at + width <= end && units.length < LONGEST_NAME; at += width) {
    units.push(width === 1 ? bytes[at] : bytes[at] + 256 * bytes[at + 1]);
  }
  return String.fromCharCode(...units);
}
