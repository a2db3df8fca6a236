/** A cell of a core dump of Firefox, as a test writes it. */
export interface FixtureCell {
  readonly id: number;
  readonly typeName: string;
  readonly className?: string;
  readonly size: number;
  readonly edges?: readonly (readonly [name: string, to: number])[];
  /** Frames where it was made, the innermost first. */
  readonly stack?: readonly (readonly [source: string, functionName: string])[];
}

/** The bytes of a core dump, unpacked. */
export function coreDumpOf(cells: readonly FixtureCell[]): Uint8Array<ArrayBuffer> {
  const wide: string[] = [];
  const narrow: string[] = [];

  function textField(texts: string[], text: string, field: number, width: 1 | 2): number[] {
    const known = texts.indexOf(text);
    if (known >= 0) return numberField(field + 1, known);
    texts.push(text);
    const units = [...text].map((character) => character.charCodeAt(0));
    return bytesField(field, width === 1 ? units : units.flatMap((unit) => [unit & 255, unit >> 8]));
  }

  /** Strings of a frame are numbered before those of its parent, which stands before them. */
  function stackField(field: number, frames: NonNullable<FixtureCell["stack"]>): number[] {
    const [frame = ["", ""], ...parents] = frames;
    const [source, functionName] = frame;
    const own = [...textField(wide, source, 5, 2), ...textField(wide, functionName, 7, 2)];
    const parent = parents.length === 0 ? [] : stackField(2, parents);
    return bytesField(field, bytesField(1, [...parent, ...own]));
  }

  const messages = cells.map(({ id, typeName, className, size, edges = [], stack }) => [
    ...numberField(1, id),
    ...textField(wide, typeName, 2, 2),
    ...numberField(4, size),
    ...edges.flatMap(([name, to]) =>
      bytesField(5, [...numberField(1, to), ...(name === "" ? [] : textField(wide, name, 2, 2))]),
    ),
    ...(stack === undefined ? [] : stackField(6, stack)),
    ...(className === undefined ? [] : textField(narrow, className, 7, 1)),
  ]);
  const metadata = numberField(1, 1_700_000_000_000_000);
  return Uint8Array.from([metadata, ...messages].flatMap((message) => [...varint(message.length), ...message]));
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

function numberField(field: number, value: number): number[] {
  return [...varint(field * 8), ...varint(value)];
}

function bytesField(field: number, bytes: readonly number[]): number[] {
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}
