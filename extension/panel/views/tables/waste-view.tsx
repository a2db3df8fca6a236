import { useEffect, useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import type { WasteKind, WasteRow } from "../../../../core/flamegraph/questions/waste.ts";
import { boxPathTextOf, TOP_BOX } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCountCell, writePart, writeSize } from "../../frames/figures.ts";
import type { WasteGroup, WastePlace } from "../../frames/waste-groups.ts";
import { wasteGroupsOf, wasteOfFrames } from "../../frames/waste-groups.ts";
import { WASTE_NAMES } from "../../frames/waste-names.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf, hasObjects } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import type { Column } from "../grid/column.ts";
import { sortColumnOf } from "../grid/column.ts";
import { bytesColumn, countColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { useGroupedRows } from "../grid/use-grouped-rows.ts";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { InFocus } from "./in-focus.tsx";
import "./listing.css";

const MEANINGS: Readonly<Record<WasteKind, string>> = {
  "unused-capacity": "room that arrays and objects reserve for later; the maximum is an upper bound",
  "empty-collections": "arrays, Maps, Sets and plain objects with nothing in them",
  "repeated-texts":
    "the same content in several places. Minimum: the engine shares one copy. Maximum: each place has its own",
  views: "bytes of an ArrayBuffer that only typed arrays refer to, and that none of them covers",
  dictionaries: "overhead of the hash table of keys",
  "sparse-arrays": "room in arrays and objects with gaps between their indices",
};

/** Where the same name means something else of a heap snapshot: it has each copy of a string, and does not say what is in a Map. */
const HEAP_MEANINGS: ReadonlyMap<WasteKind, string> = new Map([
  ["empty-collections", "arrays and plain objects with nothing in them"],
  ["repeated-texts", "copies of the same content, except the one nearest to the roots"],
]);

const MOST_FIRST: ColumnSort = { column: "most", direction: "descending" };

const NOTHING: readonly WasteRow[] = [];

export function WasteView({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const found = usePanelState((state) => state.waste);
  const { derived } = snapshot;
  const isAsked = hasObjects(snapshot);
  useEffect(() => {
    if (isAsked) void panel.objects.askWaste();
  }, [panel, derived, isAsked]);
  const ofFrames = useMemo(() => (isAsked ? NOTHING : wasteOfFrames(derived.frames)), [isAsked, derived]);
  if (!isAsked) return <Listing snapshot={snapshot} rows={ofFrames} />;
  if (found?.derived !== derived) return <p class="listing-head late quiet">Adding up the waste…</p>;
  if (found.rows === null) return <p class="listing-head">The waste could not be computed.</p>;
  return <Listing snapshot={snapshot} rows={found.rows} />;
}

function Listing({ snapshot, rows }: { readonly snapshot: Snapshot; readonly rows: readonly WasteRow[] }) {
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const { dispatch } = usePanel().store;
  const sort = useGridSort("waste", MOST_FIRST);
  const { kind } = snapshot;
  const columns = useMemo(() => columnsOf(frames, kind), [frames, kind]);
  const { groups, size, maxSize, hiddenMaxSize } = useMemo(() => {
    const { sortKey } = sortColumnOf(columns, sort);
    return wasteGroupsOf(frames, rows, focus, { keyOf: sortKey, direction: sort.direction });
  }, [frames, rows, focus, columns, sort]);
  const grouped = useGroupedRows<WasteGroup, WastePlace>(snapshot, groups, kindOf, boxOf);
  const whole = { size: frames.totalSize[focus], maxSize: frames.totalMaxSize[focus] };
  if (groups.length === 0) return <NoWaste snapshot={snapshot} hiddenMaxSize={hiddenMaxSize} />;
  return (
    <div class="listing waste">
      <p class="listing-head">
        <span>
          Empty, duplicated or spare
          <InFocus frames={frames} focus={focus} />: <strong>{writePart({ size, maxSize }, whole)}</strong>.
          {hiddenMaxSize > 0 && ` Up to ${writeSize(hiddenMaxSize)} more may be in what Path leaves out.`}
        </span>
      </p>
      <Grid
        {...grouped}
        id="waste"
        role="treegrid"
        name="Waste"
        columns={columns}
        sort={sort}
        onEnter={(row) => {
          if (!("rows" in row)) dispatch({ type: "box-revealed", box: row.box });
        }}
      />
      <p class="listing-foot quiet">{limitsOf(snapshot)}</p>
    </div>
  );
}

const kindOf = ({ kind }: WasteGroup): string => kind;
const boxOf = ({ box }: WastePlace): number => box;

/** What the tables of a snapshot have no column for. */
const NOT_TOLD = "Not included: how much of its buffer a DataView uses, and spare room in Map and Set tables.";

const HEAP_NOT_TOLD =
  "Not included: spare capacity, empty Maps and Sets, and how much of a buffer its views use. A heap snapshot does not say. That of V8 cuts strings at 1,024 characters, and has no content for concatenated and sliced strings, that of Firefox for none: those are not compared.";

function limitsOf(snapshot: Snapshot): string {
  if (!hasObjects(snapshot)) return reasonOf(snapshot);
  return snapshot.kind === "heap" ? HEAP_NOT_TOLD : NOT_TOLD;
}

/** Why there are no objects to ask. */
function reasonOf({ kind }: Snapshot): string {
  return kind === "stacks"
    ? "A file of stacks has sizes but no objects: only its frames called unused_capacity are known to be waste."
    : "A comparison has the objects of two snapshots: of their waste only spare capacity is shown, the larger of both. Show either snapshot for the rest.";
}

type WasteLine = WasteGroup | WastePlace;

interface WasteColumn extends Column<WasteLine> {
  sortKey(row: WasteLine): number | string;
}

function columnsOf(frames: FrameTable, of: Snapshot["kind"]): readonly WasteColumn[] {
  const textOf = (row: WasteLine): string => ("rows" in row ? WASTE_NAMES[row.kind] : boxPathTextOf(frames, row.box));
  return [
    {
      id: "where",
      head: "Path",
      meaning: "The field or root whose objects waste the bytes",
      width: 160,
      align: "start",
      text: textOf,
      cell: (row) =>
        "rows" in row ? (
          <KindName name={WASTE_NAMES[row.kind]} meaning={meaningOf(of, row.kind)} />
        ) : (
          <BoxLink frames={frames} box={row.box} path="exact" />
        ),
      sortKey: textOf,
    },
    countColumn(
      {
        id: "count",
        head: "Count",
        meaning: "Objects, different strings, or buffers",
        width: 64,
        text: ({ count }) => writeCountCell(count),
      },
      ({ count }) => count,
    ),
    countColumn(
      {
        id: "references",
        head: "References",
        meaning: "How often the strings are referred to",
        width: 78,
        text: ({ references }) => writeCountCell(references),
      },
      ({ references }) => references,
    ),
    bytesColumn(
      { id: "least", head: "Minimum", meaning: "Bytes that are wasted for certain", width: 92 },
      ({ size }) => size,
    ),
    bytesColumn(
      {
        id: "most",
        head: "Maximum",
        meaning: "Bytes that may be wasted: JavaScript cannot see all that the engine keeps",
        width: 92,
      },
      ({ maxSize }) => maxSize,
    ),
  ];
}

function meaningOf(of: Snapshot["kind"], kind: WasteKind): string {
  return (of === "heap" ? HEAP_MEANINGS.get(kind) : undefined) ?? MEANINGS[kind];
}

function KindName({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <span title={meaning}>
      {name} <span class="quiet">{meaning}</span>
    </span>
  );
}

function NoWaste({ snapshot, hiddenMaxSize }: { readonly snapshot: Snapshot; readonly hiddenMaxSize: number }) {
  const isWalked = snapshot.kind === "walked";
  return (
    <div class="listing-empty">
      <h2>{isWalked ? "No waste here" : "No waste is known"}</h2>
      {hiddenMaxSize > 0 && <p>Up to {writeSize(hiddenMaxSize)} may be in what Path leaves out.</p>}
      {isWalked ? (
        <p>
          {focusOf(snapshot) === TOP_BOX ? "No object" : "No object in focus"} is known to waste bytes. Listed here are
          spare capacity, empty arrays, Maps, Sets and objects, duplicate strings, oversized buffers, dictionary-mode
          objects and sparse arrays.
        </p>
      ) : (
        <p>
          {snapshot.kind === "heap" && "Listed here are empty arrays, empty plain objects and duplicate strings. "}
          {limitsOf(snapshot)}
        </p>
      )}
    </div>
  );
}
