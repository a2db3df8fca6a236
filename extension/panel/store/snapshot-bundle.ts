import { firstBytesOf } from "../worker/first-bytes.ts";
import type { OpenedFile } from "../worker/recognise-file.ts";
import { PanelError } from "./services.ts";
import { MAX_NOTE_LENGTH } from "./snapshot-list.ts";

/*
 * Several snapshots as one file: "ALLS", the length of the head as four bytes, the smallest first, the head as JSON in UTF-8, and the snapshot files one after the other.
 */

/** A snapshot in such a file, with what the list of snapshots says of it. */
export interface BundledSnapshot {
  readonly title: string;
  /** The user's; `""` for none. */
  readonly note: string;
  /** Name of the page; `null` if it is not known. */
  readonly page: string | null;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MAGIC = [0x41, 0x4c, 0x4c, 0x53];
const VERSION = 1;
/** Magic and length. */
const START_BYTES = 8;

/** As much as the panel has room for. */
const MAX_BYTES = 1024 ** 3;
const MAX_TEXT_LENGTH = 200;

export function writeBundle(snapshots: readonly BundledSnapshot[]): Uint8Array<ArrayBuffer> {
  const rows = snapshots.map(({ bytes, ...facts }) => ({ ...facts, byteLength: bytes.length }));
  const head = new TextEncoder().encode(JSON.stringify({ version: VERSION, snapshots: rows }));
  const length = snapshots.reduce((sum, { bytes }) => sum + bytes.length, START_BYTES + head.length);
  if (length > MAX_BYTES)
    throw new PanelError("too-large", "All snapshots together have more than 1 GiB. Save them one by one.");
  const file = new Uint8Array(length);
  file.set(MAGIC);
  new DataView(file.buffer).setUint32(MAGIC.length, head.length, true);
  file.set(head, START_BYTES);
  let at = START_BYTES + head.length;
  for (const { bytes } of snapshots) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** The snapshots of the file; `null` if it is of another kind, or cannot be read. Rejects with a sentence about a file that is not whole. */
export async function readBundle(file: OpenedFile): Promise<readonly BundledSnapshot[] | null> {
  const start = await firstBytesOf(file.stream(), MAGIC.length).catch(() => null);
  if (start === null || MAGIC.some((byte, index) => start[index] !== byte)) return null;
  if (file.size > MAX_BYTES) throw refused(file, "has more than 1 GiB");
  const bytes = await firstBytesOf(file.stream(), file.size);
  if (bytes.length < START_BYTES) throw refused(file, "ends in its head");
  const headEnd = START_BYTES + new DataView(bytes.buffer).getUint32(MAGIC.length, true);
  const rows = headEnd > bytes.length ? null : rowsOf(bytes.subarray(START_BYTES, headEnd));
  if (rows === null) throw refused(file, "has a head that this version does not know");
  let at = headEnd;
  return rows.map(({ byteLength, ...facts }) => {
    const end = at + byteLength;
    if (end > bytes.length) throw refused(file, "ends before its last snapshot");
    const snapshot = { ...facts, bytes: bytes.slice(at, end) };
    at = end;
    return snapshot;
  });
}

type Row = Omit<BundledSnapshot, "bytes"> & { readonly byteLength: number };

function rowsOf(head: Uint8Array): readonly Row[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(head));
  } catch {
    return null;
  }
  const { version, snapshots } = fieldsOf(parsed);
  if (version !== VERSION || !Array.isArray(snapshots)) return null;
  const rows: Row[] = [];
  for (const snapshot of snapshots) {
    /* Files of earlier versions have no notes. */
    const { title, note = "", page, takenAt, byteLength } = fieldsOf(snapshot);
    if (typeof title !== "string" || typeof note !== "string" || (typeof page !== "string" && page !== null))
      return null;
    if (!Number.isFinite(takenAt) || !Number.isSafeInteger(byteLength) || Number(byteLength) < 0) return null;
    rows.push({
      title: title.slice(0, MAX_TEXT_LENGTH),
      note: note.slice(0, MAX_NOTE_LENGTH),
      page: page === null ? null : page.slice(0, MAX_TEXT_LENGTH),
      takenAt: Number(takenAt),
      byteLength: Number(byteLength),
    });
  }
  return rows;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function refused({ name }: OpenedFile, reason: string): PanelError {
  return new PanelError("file-refused", `“${name}” cannot be opened: it is a file of several snapshots and ${reason}.`);
}
