/** What the panel's status region says after a snapshot: `Snapshot N: SIZE in OBJECTS objects, MS ms`; of a file of stacks without the objects. */
export interface SnapshotStatus {
  readonly number: number;
  /** Rounded, with its unit, such as `12.4 MiB`. */
  readonly size: string;
  readonly objectCount: number;
  readonly milliseconds: number;
}

const STATUS = /^Snapshot (\d+): (\d[\d.,]* [kKMGT]?i?B|\d[\d,]* bytes?)(?: in (\d[\d,]*) objects?)?, (\d[\d.,]*) ms\b/;

/** `undefined` if the text is not that of a finished snapshot. */
export function parseSnapshotStatus(text: string): SnapshotStatus | undefined {
  const match = STATUS.exec(text.trim().replaceAll(/[\u00a0\u202f]/g, " "));
  if (!match) return undefined;
  const [, number, size, objects, milliseconds] = match;
  return {
    number: Number(number),
    size: size,
    objectCount: toNumber(objects ?? "0"),
    milliseconds: toNumber(milliseconds),
  };
}

function toNumber(grouped: string): number {
  return Number(grouped.replaceAll(",", ""));
}
