import { useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, shareOf, TOP_BOX } from "../../frames/box.ts";
import { writeObjects, writePart, writeShare } from "../../frames/figures.ts";
import type { OffHeapGroup, OffHeapRow } from "../../frames/off-heap.ts";
import { offHeapOf } from "../../frames/off-heap.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf, hasGraph } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import type { Column } from "../grid/column.ts";
import { countColumn, rangeColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { useGroupedRows } from "../grid/use-grouped-rows.ts";
import { usePanel } from "../parts/panel-context.ts";
import { InFocus } from "./in-focus.tsx";
import "./listing.css";

/** What the storages of platform objects are, by their names. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["backing_store", "contents of ArrayBuffers"],
  ["contents", "bytes of files, blobs and encoded media"],
  ["text", "text that the browser keeps, not the JS engine"],
  ["pixels", "pixels of bitmaps and canvases"],
  ["samples", "samples of sound"],
  ["gpu", "copies for the graphics card"],
]);

export function OffHeapView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { dispatch } = usePanel().store;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const { size, maxSize, groups } = useMemo(() => offHeapOf(frames, focus), [frames, focus]);
  const columns = useMemo(() => columnsOf(frames, frames.totalSize[focus]), [frames, focus]);
  const grouped = useGroupedRows<OffHeapGroup, OffHeapRow>(
    snapshot,
    groups,
    (group) => nameOfGroup(frames, group),
    boxOf,
  );
  if (groups.length === 0) return <NothingOffHeap snapshot={snapshot} />;
  const wholeRange = { size: frames.totalSize[focus], maxSize: frames.totalMaxSize[focus] };
  return (
    <div class="listing">
      <p class="listing-head">
        <span>
          Outside the JS heap
          <InFocus frames={frames} focus={focus} />: <strong>{writePart({ size, maxSize }, wholeRange)}</strong>.
        </span>
      </p>
      <Grid
        {...grouped}
        id="off-heap"
        role="treegrid"
        name="Off-heap"
        columns={columns}
        onEnter={(row) => {
          if (!("rows" in row)) dispatch({ type: "box-revealed", box: row.box });
        }}
      />
    </div>
  );
}

const boxOf = ({ box }: OffHeapRow): number => box;

/** Shares are those of the least bytes. */
function columnsOf(frames: FrameTable, whole: number): readonly Column<OffHeapGroup | OffHeapRow>[] {
  return [
    {
      id: "path",
      head: "Path",
      meaning: "The field or root that keeps the bytes",
      width: 160,
      align: "start",
      text: (row) => ("rows" in row ? nameOfGroup(frames, row) : boxPathTextOf(frames, row.box)),
      cell: (row) =>
        "rows" in row ? <GroupName frames={frames} group={row} /> : <BoxLink frames={frames} box={row.box} />,
    },
    countColumn(
      { id: "objects", head: "Objects", meaning: "Objects that keep the bytes", width: 64 },
      ({ objectCount }) => objectCount,
    ),
    rangeColumn(
      { id: "size", head: "Size", meaning: "Minimum and maximum size", width: 124 },
      ({ size }) => size,
      ({ maxSize }) => maxSize,
    ),
    {
      id: "share",
      head: "Share",
      meaning: "Of the minimum size",
      width: 64,
      align: "end",
      text: ({ size }) => writeShare(shareOf(size, whole)),
    },
  ];
}

function nameOfGroup({ names }: FrameTable, { typeName, storageName }: OffHeapGroup): string {
  return `${names[typeName]} ${names[storageName]}`;
}

function GroupName({ frames, group }: { readonly frames: FrameTable; readonly group: OffHeapGroup }) {
  const { names } = frames;
  const storage = names[group.storageName];
  const meaning = MEANINGS.get(storage);
  return (
    <>
      <bdi>{names[group.typeName]}</bdi>{" "}
      <span class="quiet">
        <bdi>{storage}</bdi>
        {meaning !== undefined && `: ${meaning}`}
      </span>
    </>
  );
}

function NothingOffHeap({ snapshot }: { readonly snapshot: Snapshot }) {
  const focus = focusOf(snapshot);
  return (
    <div class="listing-empty">
      <h2>Nothing here is outside the JS heap</h2>
      {!hasGraph(snapshot) ? (
        <p>A file of stacks does not say where its bytes are. A snapshot of a page does.</p>
      ) : (
        <>
          <p>
            {focus === TOP_BOX
              ? `None of the ${writeObjects(snapshot.derived.objectCount)} that the roots reach`
              : "No object in focus"}{" "}
            keeps bytes outside of it. Listed here are the bytes of an ArrayBuffer, a Blob or a WebAssembly memory, the
            pixels of a canvas or an ImageBitmap, the samples of an AudioBuffer, and the text of DOM nodes.
          </p>
          <p class="quiet">V8’s heap snapshots count most of them nowhere, or far from what holds them.</p>
        </>
      )}
    </div>
  );
}
