import { type FrameTable, frameNameOf } from "../frame-table.ts";
import { TextLines } from "./text-lines.ts";

/**
 * The frames as a file of speedscope (JSON, https://www.speedscope.app/file-format-schema.json): a profile for each root that has bytes, of events "opened" and
 * "closed" whose place on the axis is a number of bytes. A frame's own bytes are those between its last child and its end. Frames of one
 * name are one frame there, so that its "Left Heavy" and "Sandwich" views add them up. Names stay as they are. Frames without a byte are left out.
 */
export function writeSpeedscope(frames: FrameTable, title: string): string {
  const { count, subtreeEnd, totalSize } = frames;
  const shared = new SharedFrames(frames);
  const profiles: string[] = [];
  for (let root = 1; root < count; root = subtreeEnd[root]) {
    if (totalSize[root] > 0) profiles.push(profileOf(frames, root, shared));
  }
  return [
    `{"$schema":"https://www.speedscope.app/file-format-schema.json","exporter":"Allocative for the web","name":${JSON.stringify(title)},`,
    `"activeProfileIndex":0,"shared":{"frames":[${shared.rows.join(",")}]},\n"profiles":[${profiles.join(",\n")}]}\n`,
  ].join("");
}

/** One row for each name that is in use. */
class SharedFrames {
  readonly rows: string[] = [];
  readonly #frames: FrameTable;
  readonly #rowOfName: Int32Array;

  constructor(frames: FrameTable) {
    this.#frames = frames;
    this.#rowOfName = new Int32Array(frames.names.length).fill(-1);
  }

  rowOf(frame: number): number {
    const name = this.#frames.name[frame];
    let row = this.#rowOfName[name];
    if (row === -1) {
      row = this.rows.length;
      this.#rowOfName[name] = row;
      this.rows.push(`{"name":${JSON.stringify(frameNameOf(this.#frames, frame))}}`);
    }
    return row;
  }
}

function profileOf(frames: FrameTable, root: number, shared: SharedFrames): string {
  const { subtreeEnd, selfSize, totalSize } = frames;
  const events = new TextLines(",\n");
  const open: number[] = [];
  let at = 0;
  const closeUntil = (next: number): void => {
    for (let f = open.at(-1); f !== undefined && subtreeEnd[f] <= next; f = open.at(-1)) {
      open.pop();
      at += selfSize[f];
      events.add(`{"type":"C","frame":${shared.rowOf(f)},"at":${at}}`);
    }
  };
  const end = subtreeEnd[root];
  for (let f = root; f < end; f++) {
    if (!(totalSize[f] > 0)) continue;
    closeUntil(f);
    open.push(f);
    events.add(`{"type":"O","frame":${shared.rowOf(f)},"at":${at}}`);
  }
  closeUntil(end);
  const name = JSON.stringify(frameNameOf(frames, root));
  return `{"type":"evented","name":${name},"unit":"bytes","startValue":0,"endValue":${at},"events":[\n${events.finish()}]}`;
}
