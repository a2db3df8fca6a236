/** A structure of the calibration with its figures, in bytes. */
export interface AccuracyRow {
  readonly name: string;
  /** As the engine's own heap snapshot counts it. */
  readonly truth: number;
  readonly size: number;
  readonly maxSize: number;
}

/** How far a minimum may be from the truth to count as the same. */
const SAME = 0.005;

/** The part of docs/accuracy.md about one engine, without its heading. */
export function writeAccuracyTable(rows: readonly AccuracyRow[]): string {
  const between = rows.filter(({ truth, size, maxSize }) => size <= truth && truth <= maxSize);
  const same = rows.filter(({ truth, size }) => truth - size <= truth * SAME);
  const cells = [
    ["structure", "heap snapshot", "minimum", "maximum", "minimum / heap snapshot", "maximum / heap snapshot"],
    ["---", "--:", "--:", "--:", "--:", "--:"],
    ...rows.map(({ name, truth, size, maxSize }) => [
      name,
      truth.toLocaleString("en"),
      size.toLocaleString("en"),
      maxSize.toLocaleString("en"),
      (size / truth).toFixed(3),
      (maxSize / truth).toFixed(2),
    ]),
  ];
  const summary = `Of ${rows.length} structures, the figure of the heap snapshot is between minimum and maximum for ${between.length}. For ${same.length} it is the minimum, to ${SAME * 100} %.`;
  return `${summary}\n\n${cells.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
}

/** The part of a page below the heading of an engine, up to the next one; with the engine's major version, which the heading has. */
export function accuracyPartOf(page: string, engine: string): { readonly version: number; readonly part: string } {
  const start = page.search(new RegExp(`^## ${engine} \\d+$`, "m"));
  if (start < 0) throw new Error(`The page has no heading "## ${engine} N".`);
  const [heading, ...lines] = page.slice(start).split("\n");
  const end = lines.findIndex((line) => line.startsWith("## "));
  const part = lines.slice(0, end < 0 ? lines.length : end).join("\n");
  return { version: Number(heading.split(" ").at(-1)), part: part.trim() };
}

/** The page with another part for that engine. */
export function withAccuracyPart(page: string, engine: string, version: number, part: string): string {
  const old = accuracyPartOf(page, engine);
  const before = page.slice(0, page.indexOf(`## ${engine} ${old.version}`));
  const after = page
    .slice(before.length)
    .split(/\n(?=## )/)
    .slice(1);
  return [`${before}## ${engine} ${version}\n\n${part}`, ...after].join("\n");
}

/** Of each row what is the same in every run: our own figures. V8's vary by a few bytes with the moment of the collection. */
export function stablePartOf(part: string): string[] {
  return part
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => {
      const [, name, , size, maxSize] = line.split("|").map((cell) => cell.trim());
      return `${name}: ${size} to ${maxSize}`;
    });
}

/** The names of the structures in a part. */
export function namesOf(part: string): string[] {
  return stablePartOf(part).map((row) => row.replace(/: [\d,]+ to [\d,]+$/, ""));
}
