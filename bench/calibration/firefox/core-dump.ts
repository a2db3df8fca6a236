import { gunzipSync } from "node:zlib";
import { ProtobufReader } from "../../../core/flamegraph/formats/protobuf-reader.ts";

/** A cell of SpiderMonkey's heap, as its core dump has it. Field numbers: devtools/shared/heapsnapshot/CoreDump.proto */
export interface HeapCell {
  readonly typeName: string;
  /** Class of an object, "" for anything else. */
  readonly className: string;
  /** With what it has allocated besides. */
  readonly size: number;
  readonly edges: readonly HeapEdge[];
}

export interface HeapEdge {
  readonly name: string;
  /** Address of a cell. It may be outside of the dump. */
  readonly to: number;
}

/** All cells of a core dump (`.fxsnapshot`), by address. */
export function readCoreDump(file: Uint8Array): Map<number, HeapCell> {
  const dump = gunzipSync(file);
  const wide = new TextDecoder("utf-16le");
  const narrow = new TextDecoder("latin1");
  /* Of all two-byte strings in order, and of all one-byte ones: later fields refer to them. */
  const wideTexts: string[] = [];
  const narrowTexts: string[] = [];
  const wideText = (bytes: Uint8Array): string => {
    const text = wide.decode(bytes);
    wideTexts.push(text);
    return text;
  };
  const narrowText = (bytes: Uint8Array): string => {
    const text = narrow.decode(bytes);
    narrowTexts.push(text);
    return text;
  };

  function edgeOf(reader: ProtobufReader): HeapEdge {
    let name = "";
    let to = 0;
    while (reader.next()) {
      if (reader.field === 1) to = reader.value;
      else if (reader.field === 2) name = wideText(bytesOf(reader));
      else if (reader.field === 3) name = wideTexts[reader.value]!;
    }
    return { name, to };
  }

  const cells = new Map<number, HeapCell>();
  let at = 0;
  for (let message = 0; at < dump.length; message++) {
    let length = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = dump[at++]!;
      length += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    const reader = new ProtobufReader(dump, at, at + length);
    at += length;
    /* The first message is about the dump itself. */
    if (message === 0) continue;
    let id = 0;
    let typeName = "";
    let className = "";
    let size = 0;
    const edges: HeapEdge[] = [];
    while (reader.next()) {
      if (reader.field === 1) id = reader.value;
      else if (reader.field === 2) typeName = wideText(bytesOf(reader));
      else if (reader.field === 3) typeName = wideTexts[reader.value]!;
      else if (reader.field === 4) size = reader.value;
      else if (reader.field === 5) edges.push(edgeOf(reader.message()));
      else if (reader.field === 7) className = narrowText(bytesOf(reader));
      else if (reader.field === 8) className = narrowTexts[reader.value]!;
      else if (reader.field === 10) narrowText(bytesOf(reader));
      else if (reader.field === 12) wideText(bytesOf(reader));
    }
    cells.set(id, { typeName, className, size, edges });
  }
  return cells;
}

function bytesOf({ bytes, start, end }: ProtobufReader): Uint8Array {
  return bytes.subarray(start, end);
}
