import type { FrameTable } from "../frame-table.ts";
import { FrameNames } from "../tree/frame-tree.ts";
import { StackTree } from "../tree/stack-tree.ts";
import { withWholeSizes } from "../tree/whole-sizes.ts";
import { expect, InvalidFile } from "./invalid-file.ts";
import { isJson, type Json, shown } from "./parse-json.ts";
import { MAX_FRAMES_OF_FILE, type ParsedFrames, parsedProfiles, readProfiles } from "./parsed-frames.ts";
import { EventList, SampleList, WeightList } from "./profile-lists.ts";
import { withStackFlags } from "./stack-flags.ts";

/** Files that this program exported have a profile for each root; all of them are displayed. */
const OUR_EXPORTER = "Allocative";

/** Units of numbers that may be drawn as bytes. */
const UNITS = ["bytes", "none"];

const MAX_INDEX = 2 ** 32 - 1;

export function isSpeedscope(file: Json): boolean {
  return Array.isArray(file.profiles) && isJson(file.shared);
}

/**
 * A file of speedscope (JSON, https://www.speedscope.app/file-format-schema.json) as frames: each of its profiles, evented or sampled, is one set of stacks, and the file opens at the one that it calls active. The first
 * frame of each stack becomes a root, all others types. Counts of objects are 0. A profile of times has no frames: frames here are bytes. @throws InvalidFile
 */
export function parseSpeedscope(file: Json): ParsedFrames {
  const names = new FrameNames();
  const nameOfFrame = frameNamesOf(file, names);
  const rows = file.profiles as readonly unknown[];
  expect(rows.length > 0, "it holds no profile");
  if (typeof file.exporter === "string" && file.exporter.startsWith(OUR_EXPORTER))
    return { ok: true, frames: framesOf(new StackBuilder(names, nameOfFrame, MAX_FRAMES_OF_FILE), rows, 0) };
  const active = file.activeProfileIndex ?? 0;
  expect(
    typeof active === "number" && Number.isInteger(active) && active >= 0 && active < rows.length,
    () => `"activeProfileIndex" is ${shown(active)}, expected 0 to ${rows.length - 1}`,
  );
  const labels = rows.map((row, index) => {
    const { name, unit } = isJson(row) ? row : {};
    const isNamed = typeof name === "string" && name !== "";
    return `${isNamed ? name : `Profile ${index + 1}`}${typeof unit === "string" && unit !== "none" ? ` (${unit})` : ""}`;
  });
  const profiles = readProfiles(labels, active, (index, maxFrames) => {
    const row = rows[index];
    try {
      const frames = framesOf(new StackBuilder(names, nameOfFrame, maxFrames), [row], index);
      const name = isJson(row) ? row.name : undefined;
      return { frames, note: rows.length === 1 ? "" : `one of ${rows.length} profiles is shown: ${shown(name)}` };
    } catch (error) {
      if (error instanceof InvalidFile) return { frames: null, note: error.message };
      throw error;
    }
  });
  return parsedProfiles(profiles, active, "first", profiles[active].note);
}

/** Profiles as one table; `first` is the index of the first in the file. */
function framesOf(builder: StackBuilder, profiles: readonly unknown[], first: number): FrameTable {
  for (const [index, profile] of profiles.entries()) addProfile(builder, profile, `profile ${first + index}`);
  const frames = builder.finish();
  expect(frames.totalSize[0] > 0, "its stacks hold no bytes");
  expect(Number.isSafeInteger(frames.totalSize[0]), "its stacks hold more bytes than can be counted");
  return frames;
}

/** By index of a frame: the row of its name. */
function frameNamesOf(file: Json, names: FrameNames): Uint32Array {
  const { frames } = file.shared as Json;
  expect(Array.isArray(frames), () => `"shared.frames" is ${shown(frames)}, expected a list`);
  const rows = new Uint32Array(frames.length);
  for (let i = 0; i < frames.length; i++) {
    const frame: unknown = frames[i];
    if (!isJson(frame) || typeof frame.name !== "string")
      throw new InvalidFile(`frame ${i} is ${shown(frame)}, expected one with a name`);
    rows[i] = names.rowOf(frame.name);
  }
  return rows;
}

function addProfile(builder: StackBuilder, profile: unknown, where: string): void {
  expect(isJson(profile), () => `${where} is ${shown(profile)}, expected an object`);
  const { type, unit, name } = profile;
  expect(
    typeof unit === "string" && UNITS.includes(unit),
    `${where} (${shown(name)}) counts ${shown(unit)}; frames here are bytes, so its unit must be "bytes" or "none"`,
  );
  if (type === "evented") addEvents(builder, profile, where);
  else if (type === "sampled") addSamples(builder, profile, where);
  else throw new InvalidFile(`${where} is of type ${shown(type)}, expected "evented" or "sampled"`);
}

function addEvents(builder: StackBuilder, { events, startValue }: Json, where: string): void {
  const list = Array.isArray(events) ? eventsOf(events, where) : events;
  expect(list instanceof EventList, () => `"events" of ${where} is ${shown(events)}, expected a list`);
  const { count, frame, isOpening, at } = list;
  let before = typeof startValue === "number" ? startValue : Number.NEGATIVE_INFINITY;
  builder.closeAll();
  for (let i = 0; i < count; i++) {
    if (at[i] < before) throw new InvalidFile(`event ${i} of ${where} is at ${at[i]}, before ${before}`);
    if (builder.depth > 0) builder.add(at[i] - before);
    before = at[i];
    const fault = isOpening[i] === 1 ? builder.open(frame[i]) : builder.close(frame[i]);
    if (fault !== undefined) throw new InvalidFile(`event ${i} of ${where} ${fault}`);
  }
  if (builder.depth > 0) throw new InvalidFile(`${where} ends with ${builder.depth} frames open`);
}

function eventsOf(events: readonly unknown[], where: string): EventList {
  const list = new EventList();
  for (let i = 0; i < events.length; i++) {
    const event: unknown = events[i];
    const { at, type, frame }: Json = isJson(event) ? event : {};
    if (typeof at !== "number" || !Number.isFinite(at))
      throw new InvalidFile(`event ${i} of ${where} is ${shown(event)}, expected a finite number "at" in it`);
    if (type !== "O" && type !== "C")
      throw new InvalidFile(`event ${i} of ${where} is ${shown(event)}, expected type "O" or "C"`);
    if (!isIndex(frame))
      throw new InvalidFile(`event ${i} of ${where} is ${shown(event)}, expected the number of a "frame" in it`);
    list.add(frame, type === "O" ? 1 : 0, at);
  }
  return list;
}

function addSamples(builder: StackBuilder, { samples, weights }: Json, where: string): void {
  const stacks = Array.isArray(samples) ? samplesOf(samples, where) : samples;
  const sizes = Array.isArray(weights) ? weightsOf(weights, where) : weights;
  expect(
    stacks instanceof SampleList && sizes instanceof WeightList && stacks.count === sizes.count,
    () => `"samples" and "weights" of ${where} are not lists of the same length`,
  );
  const { count, frame, end } = stacks;
  const { weight } = sizes;
  builder.closeAll();
  for (let i = 0; i < count; i++) {
    if (weight[i] < 0) throw new InvalidFile(`weight ${i} of ${where} is ${weight[i]}, expected a number from 0 on`);
    const fault = builder.openStack(frame, i === 0 ? 0 : end[i - 1], end[i]);
    if (fault !== undefined) throw new InvalidFile(`sample ${i} of ${where} ${fault}`);
    if (builder.depth > 0) builder.add(weight[i]);
  }
}

function samplesOf(samples: readonly unknown[], where: string): SampleList {
  const list = new SampleList();
  for (let i = 0; i < samples.length; i++) {
    const sample: unknown = samples[i];
    if (!Array.isArray(sample)) throw new InvalidFile(`sample ${i} of ${where} is ${shown(sample)}, expected a list`);
    for (const frame of sample as readonly unknown[]) {
      if (!isIndex(frame))
        throw new InvalidFile(`sample ${i} of ${where} has ${shown(frame)}, expected the number of a frame`);
      list.addFrame(frame);
    }
    list.endSample();
  }
  return list;
}

function weightsOf(weights: readonly unknown[], where: string): WeightList {
  const list = new WeightList();
  for (let i = 0; i < weights.length; i++) {
    const weight: unknown = weights[i];
    if (typeof weight !== "number" || !Number.isFinite(weight))
      throw new InvalidFile(`weight ${i} of ${where} is ${shown(weight)}, expected a number from 0 on`);
    list.add(weight);
  }
  return list;
}

/** What a list of frames has room for; whether there is such a frame, `StackBuilder` finds out. */
function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_INDEX;
}

/** The stack on the way through a profile, and the tree of all stacks so far. */
class StackBuilder {
  readonly #tree: StackTree;
  readonly #nameOfFrame: Uint32Array;
  /** Frames of the file that events have opened; the list may be longer than the tree is deep. */
  readonly #open: number[] = [];
  /** Names of a sample, and beyond it of those before. */
  readonly #names: number[] = [];

  constructor(names: FrameNames, nameOfFrame: Uint32Array, maxFrames: number) {
    this.#tree = new StackTree(names, maxFrames);
    this.#nameOfFrame = nameOfFrame;
  }

  get depth(): number {
    return this.#tree.depth;
  }

  /** Returns the error, as the end of a sentence. */
  open(frame: number): string | undefined {
    const count = this.#nameOfFrame.length;
    if (frame >= count) return `names frame ${frame}; there are ${count}`;
    this.#open[this.#tree.depth] = frame;
    this.#tree.open(this.#nameOfFrame[frame]);
    return undefined;
  }

  close(frame: number): string | undefined {
    const { depth } = this.#tree;
    if (depth === 0) return `closes frame ${frame}; none is open`;
    const last = this.#open[depth - 1];
    if (last !== frame) return `closes frame ${frame}; ${last} is open`;
    this.#tree.closeTo(depth - 1);
    return undefined;
  }

  closeAll(): void {
    this.#tree.closeTo(0);
  }

  /** The frames from `start` to `end` of the list are the stack that is open then. */
  openStack(frames: Uint32Array, start: number, end: number): string | undefined {
    const count = this.#nameOfFrame.length;
    const names = this.#names;
    for (let at = start; at < end; at++) {
      if (frames[at] >= count) return `names frame ${frames[at]}; there are ${count}`;
      names[at - start] = this.#nameOfFrame[frames[at]];
    }
    this.#tree.openStack(names, end - start);
    return undefined;
  }

  /** Bytes of the innermost open frame. */
  add(bytes: number): void {
    this.#tree.add(bytes);
  }

  /** Other programs sample, and scale to fractions. */
  finish(): FrameTable {
    return withStackFlags(withWholeSizes(this.#tree.finish()));
  }
}
