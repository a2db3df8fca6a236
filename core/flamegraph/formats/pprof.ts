import { type FrameTable, frameNameOf } from "../frame-table.ts";
import { ByteWriter } from "./byte-writer.ts";
import { FUNCTION, LINE, LOCATION, PROFILE, SAMPLE, VALUE_TYPE } from "./pprof-fields.ts";

/* The string table begins with these; the names of frames follow. */
const FIRST_TEXTS = ["", "objects", "count", "space", "bytes"] as const;

/**
 * The frames as a profile of pprof (protocol buffer, not compressed yet; its readers expect gzip): a sample for each frame that has bytes or objects of its
 * own, with two values, objects and (default) bytes; with bytes alone if no objects are counted. Frames of one name are one function. Names stay as they are.
 */
export function encodePprof(frames: FrameTable): Uint8Array<ArrayBuffer> {
  const { count, depth, name, selfSize, selfCount } = frames;
  const isCounted = frames.totalCount[0] > 0;
  const profile = new ByteWriter();
  const [message, inner] = [new ByteWriter(), new ByteWriter()];

  for (const [type, unit] of [
    ["objects", "count"],
    ["space", "bytes"],
  ] as const) {
    if (type === "objects" && !isCounted) continue;
    message.clear();
    message.numberField(VALUE_TYPE.type, FIRST_TEXTS.indexOf(type));
    message.numberField(VALUE_TYPE.unit, FIRST_TEXTS.indexOf(unit));
    profile.bytesField(PROFILE.sampleType, message);
  }

  /** Id of a name's function and location, which are one to one; 0 while it has none. */
  const idOfName = new Uint32Array(frames.names.length);
  const strings: string[] = [];
  /** Ids of the current frame and those around it, by depth. */
  const stack: number[] = [0];
  for (let f = 1; f < count; f++) {
    let id = idOfName[name[f]];
    if (id === 0) {
      id = strings.push(frameNameOf(frames, f));
      idOfName[name[f]] = id;
    }
    const leaf = depth[f];
    stack[leaf] = id;
    if (!(selfSize[f] > 0 || selfCount[f] > 0)) continue;
    message.clear();
    inner.clear();
    for (let d = leaf; d > 0; d--) inner.varint(stack[d]);
    message.bytesField(SAMPLE.locationId, inner);
    inner.clear();
    if (isCounted) inner.varint(selfCount[f]);
    inner.varint(selfSize[f]);
    message.bytesField(SAMPLE.value, inner);
    profile.bytesField(PROFILE.sample, message);
  }

  for (let id = 1; id <= strings.length; id++) {
    inner.clear();
    inner.numberField(LINE.functionId, id);
    message.clear();
    message.numberField(LOCATION.id, id);
    message.bytesField(LOCATION.line, inner);
    profile.bytesField(PROFILE.location, message);
    message.clear();
    message.numberField(FUNCTION.id, id);
    message.numberField(FUNCTION.name, FIRST_TEXTS.length + id - 1);
    message.numberField(FUNCTION.systemName, FIRST_TEXTS.length + id - 1);
    profile.bytesField(PROFILE.function, message);
  }
  for (const table of [FIRST_TEXTS, strings]) {
    for (const text of table) {
      message.clear();
      message.text(text);
      profile.bytesField(PROFILE.stringTable, message);
    }
  }
  profile.numberField(PROFILE.defaultSampleType, FIRST_TEXTS.indexOf("space"));
  return profile.written;
}
