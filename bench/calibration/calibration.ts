import type { Benchmark, Figure } from "../benchmark.ts";
import { CLOSURE_STRUCTURES } from "./closure-structures.ts";
import { type Engine, type Measured, measureInChromium, measureInNode } from "./engines.ts";
import { measureInFirefox } from "./firefox/measure-in-firefox.ts";
import type { Structure } from "./structure.ts";
import { STRUCTURES } from "./structures.ts";

/** How far `size` may be from the truth, as a part of it. */
const TOLERANCE = { exact: 0.005, mixed: 0.01, range: Number.POSITIVE_INFINITY } as const;
/** The same in Firefox, where objects have words to spare that JavaScript cannot see, and each text of JSON is a copy. */
const TOLERANCE_IN_FIREFOX = { exact: 0.25, mixed: 0.2, range: Number.POSITIVE_INFINITY } as const;

const ALL_STRUCTURES: readonly Structure[] = [...STRUCTURES, ...CLOSURE_STRUCTURES];

type VerdictOf = (structure: Structure, measured: Measured) => string;

/** The faults of a row; empty if there are none. */
export function verdictOf({ expected }: Structure, { truth, size, maxSize, anyVersion }: Measured): string {
  if (!(anyVersion.size <= truth)) return "size without the version is above the truth";
  if (!(truth <= anyVersion.maxSize)) return "maxSize without the version is below the truth";
  if (!(size <= truth)) return "size is above the truth";
  if (!(truth <= maxSize)) return "maxSize is below the truth";
  return truth - size <= truth * TOLERANCE[expected] ? "" : `size is not within ${TOLERANCE[expected] * 100} %`;
}

/** The same in Firefox. */
export function verdictInFirefox(
  { expected, expectedInFirefox }: Structure,
  { truth, size, maxSize }: Measured,
): string {
  if (!(size <= truth)) return "size is above the truth";
  if (expectedInFirefox === "beyond") return truth > maxSize ? "" : "maxSize is not below the truth";
  if (!(truth <= maxSize)) return "maxSize is below the truth";
  const tolerance = TOLERANCE_IN_FIREFOX[expectedInFirefox ?? expected];
  return truth - size <= truth * tolerance ? "" : `size is not within ${tolerance * 100} %`;
}

export const calibrationBenchmark: Benchmark = {
  name: "calibration",
  about: "sizes beside those of V8's heap snapshot, in Chromium and in Node: bytes",
  async run(report) {
    return [
      ...(await figuresOf("Chromium", measureInChromium, verdictOf, report)),
      ...(await figuresOf("Node", measureInNode, verdictOf, report)),
    ];
  },
};

export const firefoxCalibrationBenchmark: Benchmark = {
  name: "calibration-firefox",
  about: "sizes beside those of Firefox's own heap snapshot: bytes",
  run: (report) => figuresOf("Firefox", measureInFirefox, verdictInFirefox, report),
};

async function figuresOf(
  engine: string,
  measure: Engine,
  verdictOf: VerdictOf,
  report: (text: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const { version, measured } = await measure(STRUCTURES, CLOSURE_STRUCTURES);
  const lines: string[] = [];
  let wrong = 0;
  for (let i = 0; i < measured.length; i++) {
    const structure = ALL_STRUCTURES[i]!;
    const row = measured[i]!;
    const verdict = verdictOf(structure, row);
    if (verdict !== "") wrong++;
    lines.push(lineOf(structure, row, verdict));
    figures.push(
      { name: `${engine}: ${structure.name}: heap snapshot`, value: row.truth, unit: "bytes" },
      { name: `${engine}: ${structure.name}: size`, value: row.size, unit: "bytes" },
      { name: `${engine}: ${structure.name}: maxSize`, value: row.maxSize, unit: "bytes" },
    );
  }
  figures.push({ name: `${engine}: version`, value: version, unit: "major version" });
  report(`${engine} ${version}\n${HEADING}\n${lines.join("\n")}`);
  figures.push({ name: `${engine}: structures out of bounds`, value: wrong, unit: "rows" });
  return figures;
}

const NAME_WIDTH = 50;
const HEADING = `${"structure".padEnd(NAME_WIDTH)}${["heap snapshot", "size", "maxSize", "size/truth", "max/truth", "max/size"].map((text) => text.padStart(14)).join("")}  expected  verdict`;

function lineOf({ name, expected }: Structure, { truth, size, maxSize }: Measured, verdict: string): string {
  const cells = [
    truth.toLocaleString("en"),
    size.toLocaleString("en"),
    maxSize.toLocaleString("en"),
    (size / truth).toFixed(4),
    (maxSize / truth).toFixed(2),
    (maxSize / size).toFixed(2),
  ];
  return `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(14)).join("")}  ${expected.padEnd(8)}  ${verdict || "ok"}`;
}
