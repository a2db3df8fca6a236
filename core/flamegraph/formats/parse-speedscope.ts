import { KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** Files that this program exported have a profile for each root; all of them are on show. */
const OUR_EXPORTER = "Allocative";

/** Units of numbers that may be drawn as bytes. */
const UNITS = ["bytes", "none"];

/**
 * A file of speedscope (JSON, https://www.speedscope.app/file-format-schema.json) as frames: the profile that the file calls active, evented or sampled. The first frame of
 * each stack is taken as a root, all others as types. Counts of objects are 0. A profile of times is refused: its frames are no bytes.
 */
export function parseSpeedscope(text: string): ParsedFrames {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, error: error.message };
    throw error;
  }
}

/** Thrown inside the parser only; a sentence: what came, what was expected, where. */
class Malformed extends Error {}

function expect(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Malformed(message);
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it came, short enough for a sentence. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function parse(text: string): ParsedFrames {
  const file = fileOf(text);
  const names = new FrameNames();
  const builder = new StackBuilder(names, frameNamesOf(file, names));
  const profiles = profilesOf(file);
  for (const [row, at] of profiles.shown) addProfile(builder, row, `profile ${at}`);
  const frames = builder.finish();
  expect(frames.totalSize[0]! > 0, "its stacks hold no bytes");
  expect(Number.isSafeInteger(frames.totalSize[0]), "its stacks hold more bytes than can be counted");
  return profiles.note === undefined ? { ok: true, frames } : { ok: true, frames, note: profiles.note };
}

function fileOf(text: string): Json {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Malformed(`it is no whole JSON (${(error as Error).message})`);
  }
  expect(
    isJson(file) && Array.isArray(file.profiles) && isJson(file.shared),
    'it is JSON, but no file of speedscope: expected "profiles" and "shared" in it',
  );
  return file;
}

/** By index of a frame: the row of its name. */
function frameNamesOf(file: Json, names: FrameNames): Uint32Array {
  const { frames } = file.shared as Json;
  expect(Array.isArray(frames), `"shared.frames" is ${shown(frames)}, expected a list`);
  const rows = new Uint32Array(frames.length);
  for (let i = 0; i < frames.length; i++) {
    const frame: unknown = frames[i];
    if (!isJson(frame) || typeof frame.name !== "string")
      throw new Malformed(`frame ${i} is ${shown(frame)}, expected one with a name`);
    rows[i] = names.rowOf(frame.name);
  }
  return rows;
}

interface ShownProfiles {
  readonly shown: readonly (readonly [row: unknown, index: number])[];
  readonly note: string | undefined;
}

function profilesOf(file: Json): ShownProfiles {
  const profiles = file.profiles as readonly unknown[];
  expect(profiles.length > 0, "it holds no profile");
  if (typeof file.exporter === "string" && file.exporter.startsWith(OUR_EXPORTER))
    return { shown: profiles.map((row, index) => [row, index] as const), note: undefined };
  const active = file.activeProfileIndex ?? 0;
  expect(
    typeof active === "number" && Number.isInteger(active) && active >= 0 && active < profiles.length,
    `"activeProfileIndex" is ${shown(active)}, expected 0 to ${profiles.length - 1}`,
  );
  const row = profiles[active];
  const name = isJson(row) ? shown(row.name) : "";
  const note = profiles.length === 1 ? undefined : `the active one of ${profiles.length} profiles is on show: ${name}`;
  return { shown: [[row, active]], note };
}

function addProfile(builder: StackBuilder, profile: unknown, where: string): void {
  expect(isJson(profile), `${where} is ${shown(profile)}, expected an object`);
  const { type, unit, name } = profile;
  expect(
    typeof unit === "string" && UNITS.includes(unit),
    `${where} (${shown(name)}) counts ${shown(unit)}; frames here are bytes, so its unit must be "bytes" or "none"`,
  );
  if (type === "evented") addEvents(builder, profile, where);
  else if (type === "sampled") addSamples(builder, profile, where);
  else throw new Malformed(`${where} is of type ${shown(type)}, expected "evented" or "sampled"`);
}

function addEvents(builder: StackBuilder, { events, startValue }: Json, where: string): void {
  expect(Array.isArray(events), `"events" of ${where} is ${shown(events)}, expected a list`);
  let before = typeof startValue === "number" ? startValue : Number.NEGATIVE_INFINITY;
  builder.closeAll();
  for (let i = 0; i < events.length; i++) {
    const event: unknown = events[i];
    const at = isJson(event) ? event.at : undefined;
    if (!isJson(event) || typeof at !== "number" || !Number.isFinite(at))
      throw new Malformed(`event ${i} of ${where} is ${shown(event)}, expected a finite number "at" in it`);
    if (at < before) throw new Malformed(`event ${i} of ${where} is at ${at}, before ${before}`);
    if (builder.depth > 0) builder.add(at - before);
    before = at;
    if (event.type !== "O" && event.type !== "C")
      throw new Malformed(`event ${i} of ${where} is ${shown(event)}, expected type "O" or "C"`);
    const trouble = event.type === "O" ? builder.open(event.frame) : builder.close(event.frame);
    if (trouble !== undefined) throw new Malformed(`event ${i} of ${where} ${trouble}`);
  }
  if (builder.depth > 0) throw new Malformed(`${where} ends with ${builder.depth} frames open`);
}

function addSamples(builder: StackBuilder, { samples, weights }: Json, where: string): void {
  expect(
    Array.isArray(samples) && Array.isArray(weights) && samples.length === weights.length,
    `"samples" and "weights" of ${where} are no lists of one length`,
  );
  for (let i = 0; i < samples.length; i++) {
    const sample: unknown = samples[i];
    const weight: unknown = weights[i];
    if (!Array.isArray(sample)) throw new Malformed(`sample ${i} of ${where} is ${shown(sample)}, expected a list`);
    if (typeof weight !== "number" || !Number.isFinite(weight) || weight < 0)
      throw new Malformed(`weight ${i} of ${where} is ${shown(weight)}, expected a number from 0 on`);
    builder.closeAll();
    for (const frame of sample as readonly unknown[]) {
      const trouble = builder.open(frame);
      if (trouble !== undefined) throw new Malformed(`sample ${i} of ${where} ${trouble}`);
    }
    if (sample.length > 0) builder.add(weight);
  }
}

/** The stack on the way through a profile, and the tree of all stacks so far. */
class StackBuilder {
  readonly #tree: FrameTree;
  readonly #nameOfFrame: Uint32Array;
  /** Frames of the file, and of the tree, that are open. */
  readonly #open: number[] = [];
  readonly #stack: number[] = [0];

  constructor(names: FrameNames, nameOfFrame: Uint32Array) {
    this.#tree = new FrameTree(names);
    this.#nameOfFrame = nameOfFrame;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** Returns what is wrong, as the end of a sentence. */
  open(frame: unknown): string | undefined {
    const count = this.#nameOfFrame.length;
    if (typeof frame !== "number" || !Number.isInteger(frame) || frame < 0 || frame >= count)
      return `names frame ${shown(frame)}; there are ${count}`;
    const { depth } = this;
    this.#stack.push(
      this.#tree.child(this.#stack[depth]!, this.#nameOfFrame[frame]!, depth === 0 ? KIND_ROOT : KIND_TYPE),
    );
    this.#open.push(frame);
    return undefined;
  }

  close(frame: unknown): string | undefined {
    const last = this.#open.at(-1);
    if (last !== frame) return `closes frame ${shown(frame)}; ${last === undefined ? "none" : last} is open`;
    this.#open.pop();
    this.#stack.pop();
    return undefined;
  }

  closeAll(): void {
    this.#open.length = 0;
    this.#stack.length = 1;
  }

  /** Bytes of the innermost open frame. */
  add(bytes: number): void {
    const frame = this.#stack.at(-1)!;
    this.#tree.selfSize[frame]! += bytes;
  }

  finish() {
    const { count, selfSize, selfMaxSize } = this.#tree;
    /* Other programs sample, and scale to fractions. */
    for (let f = 0; f < count; f++) {
      selfSize[f] = Math.round(selfSize[f]!);
      selfMaxSize[f] = selfSize[f]!;
    }
    return this.#tree.finish();
  }
}
