/** A place in the script, one in a source, and what is called otherwise there. */
export interface Mapping {
  /** The text of the script that it begins with, and which occurrence of it. */
  readonly at: string;
  readonly from: string;
  readonly source?: number;
  readonly name?: string;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A source map of a script on one line, as text. */
export function mapOf(
  script: string,
  contents: readonly (string | null)[],
  mappings: readonly Mapping[],
  sources: readonly (string | null)[] = contents.map((_, i) => `src/${i}.ts`),
): string {
  const names: string[] = [];
  const segments = mappings.map(({ at, from, source = 0, name }) => {
    const before = (contents[source] ?? "").slice(0, (contents[source] ?? "").indexOf(from));
    const segment = [
      script.indexOf(at),
      source,
      before.split("\n").length - 1,
      before.length - before.lastIndexOf("\n") - 1,
    ];
    if (name !== undefined) segment.push(names.push(name) - 1);
    return segment;
  });
  segments.sort(([one = 0], [other = 0]) => one - other);
  return JSON.stringify({ version: 3, sources, sourcesContent: contents, names, mappings: encode(segments) });
}

function encode(segments: readonly (readonly number[])[]): string {
  const last = [0, 0, 0, 0, 0];
  return segments
    .map((segment) =>
      segment
        .map((value, i) => {
          const text = toDigits(value - last[i]!);
          last[i] = value;
          return text;
        })
        .join(""),
    )
    .join(",");
}

function toDigits(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}
