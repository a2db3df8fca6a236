import { expect, test } from "vitest";
import { framesOf } from "./frames.fixture.ts";
import { type Moment, type MomentSeries, totalsIn, writeElapsed, writeMs } from "./moments.ts";
import { writeMomentsCsv } from "./moments-csv.ts";
import { ALL_ROOTS, rootGrowthOf, slopeOf } from "./root-growth.ts";
import { rootTotalsOf } from "./root-totals.ts";
import { countsChartOf, sizesChartOf } from "./time-chart.ts";

function moment(at: number, totals: readonly number[], rest: Partial<Moment> = {}): Moment {
  const totalSize = totals.reduce((sum, total) => sum + (total || 0), 0);
  const figures = {
    objectCount: 3,
    listeners: Number.NaN,
    elements: 7,
    detached: 0,
    entries: 2,
    pageMs: 4,
    pauseMs: 1.23,
  };
  return { at, totals: Float64Array.from(totals), totalSize, ...figures, snapshot: null, ...rest };
}

/** A root that grows by 100 bytes each 2 seconds, and one that comes later and stays as it is. */
const series: MomentSeries = {
  startedAt: 1000,
  roots: [
    { name: "store", kind: 0 },
    { name: "=later", kind: 0 },
  ],
  moments: [
    moment(1000, [1000]),
    moment(3000, [1100]),
    moment(7000, [1300, 50], { listeners: 5 }),
    moment(9000, [1400, 50]),
  ],
  events: [
    { at: 1500, kind: "mark", text: "loaded, ready" },
    { at: 5000, kind: "gap", text: "The page did not answer." },
  ],
};

test("totals stand in the order of all roots that there were; roots of one name and another kind are apart", () => {
  const known = [{ name: "store", kind: 0 }];
  const found = rootTotalsOf(framesOf("root other 10\nroot store 5"));
  expect(totalsIn(known, found)).toEqual({
    roots: [...known, { name: "other", kind: 0 }],
    totals: Float64Array.of(5, 10),
  });
  expect(totalsIn([{ name: "store", kind: 7 }], found).totals).toEqual(Float64Array.of(Number.NaN, 10, 5));
  expect(totalsIn([{ name: "gone", kind: 0 }], []).totals).toEqual(Float64Array.of(Number.NaN));
});

test("a chart has a row for each moment, and one without figures where lines are interrupted", () => {
  const { seconds, moments, lines, pauses } = sizesChartOf(series);
  expect(seconds).toEqual([0, 2, 4, 6, 8]);
  expect(moments).toEqual([0, 1, -1, 2, 3]);
  expect(lines.map(({ name, values }) => [name, values])).toEqual([
    ["All roots", [1000, 1100, null, 1350, 1450]],
    ["store", [1000, 1100, null, 1300, 1400]],
    ["=later", [null, null, null, 50, 50]],
  ]);
  expect(pauses).toEqual([1.23, 1.23, null, 1.23, 1.23]);
});

test("a single root has no sum beside it; of many, the largest are drawn", () => {
  const one = { ...series, roots: series.roots.slice(0, 1), moments: series.moments.slice(0, 2) };
  expect(sizesChartOf(one).lines.map(({ name }) => name)).toEqual(["store"]);
  const names = Array.from({ length: 20 }, (_, root) => `root ${root}`);
  const many = {
    ...series,
    roots: names.map((name) => ({ name, kind: 0 })),
    moments: [
      moment(
        1000,
        names.map((_, root) => 100 * (root % 10)),
      ),
    ],
  };
  expect(sizesChartOf(many).lines.map(({ name }) => name)).toEqual([
    "All roots",
    ...[6, 7, 8, 9, 17, 18, 19].map((root) => `root ${root}`),
  ]);
});

test("counts that were not taken are left out", () => {
  expect(countsChartOf(series).lines[2]).toMatchObject({ name: "Listeners", values: [null, null, null, 5, null] });
});

test("the slope of a root is that of the line that fits best, over the moments that it was there", () => {
  const [sum, store, later] = rootGrowthOf(series);
  expect(sum).toMatchObject({ root: ALL_ROOTS, first: 1000, last: 1450, count: 4 });
  expect(store).toMatchObject({ name: "store", first: 1000, last: 1400, perMinute: 3000 });
  expect(store?.perMoment).toBeCloseTo(140);
  expect(later).toMatchObject({ first: 50, last: 50, count: 2, perMoment: 0, perMinute: 0 });
  expect(slopeOf([1], [2])).toBeNaN();
  expect(slopeOf([3, 3], [1, 2])).toBeNaN();
});

test("the CSV has a line for each moment and each event, and no formula", () => {
  const snapshots = new Map([[9, { title: "before, and after", note: "=1+1" }]]);
  const moments = series.moments.map((one, index) => ({ ...one, snapshot: index === 2 ? 9 : one.snapshot }));
  expect(writeMomentsCsv({ ...series, moments }, snapshots).split("\r\n")).toEqual([
    "seconds,total bytes,objects,store bytes,'=later bytes,elements,detached nodes,listeners,timeline entries,page ms,longest pause ms,event,snapshot,note",
    "0.000,1000,3,1000,,7,0,,2,4,1.2,,,",
    '0.500,,,,,,,,,,,"mark: loaded, ready",,',
    "2.000,1100,3,1100,,7,0,,2,4,1.2,,,",
    "4.000,,,,,,,,,,,gap: The page did not answer.,,",
    '6.000,1350,3,1300,50,7,0,5,2,4,1.2,,"before, and after",\'=1+1',
    "8.000,1450,3,1400,50,7,0,,2,4,1.2,,,",
    "",
  ]);
});

test("times are minutes and seconds, pauses milliseconds", () => {
  expect([0, 0.34, 120.4, 9468].map(writeMs)).toEqual(["0.0 ms", "0.3 ms", "120 ms", "9.5 s"]);
  expect([0, 35_000, 725_000, 3_723_000, -5].map(writeElapsed)).toEqual(["0:00", "0:35", "12:05", "1:02:03", "0:00"]);
});
