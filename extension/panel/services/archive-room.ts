/** Of all tabs together. */
export const ARCHIVE_ROOM_BYTES = 256 * 1024 * 1024;

export interface KeptBytes<Key> {
  readonly key: Key;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
}

/** Those that go, oldest first, so that the rest and one more of `bytes` have room. */
export function leavingForRoom<Key>(kept: readonly KeptBytes<Key>[], bytes: number, room: number): Key[] {
  let sum = kept.reduce((total, one) => total + one.bytes, bytes);
  const leaving: Key[] = [];
  for (const one of kept.toSorted((a, b) => a.takenAt - b.takenAt)) {
    if (sum <= room) break;
    leaving.push(one.key);
    sum -= one.bytes;
  }
  return leaving;
}
