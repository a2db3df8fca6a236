import { useMemo } from "preact/hooks";
import { boxLabelOf, shareOf, TOP_BOX } from "../../frames/box.ts";
import {
  writeBytesRange,
  writeCount,
  writeObjects,
  writePart,
  writeShare,
  writeSizeRange,
} from "../../frames/figures.ts";
import type { OffHeapGroup } from "../../frames/off-heap.ts";
import { offHeapOf } from "../../frames/off-heap.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf, hasGraph } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import { useMoreRows } from "../grid/more-rows.tsx";

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
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const { size, maxSize, groups } = useMemo(() => offHeapOf(frames, focus), [frames, focus]);
  const { shown, more } = useMoreRows(groups.length, groups);
  if (groups.length === 0) return <NothingOffHeap snapshot={snapshot} />;
  const whole = frames.totalSize[focus]!;
  const wholeRange = { size: whole, maxSize: frames.totalMaxSize[focus]! };
  return (
    <div class="listing">
      <p class="listing-head" title={writeBytesRange(size, maxSize)}>
        <span>
          Outside the JS heap
          {focus !== TOP_BOX && (
            <>
              {" in "}
              <bdi>{boxLabelOf(frames, focus)}</bdi>
            </>
          )}
          : <strong>{writePart({ size, maxSize }, wholeRange)}</strong>.
        </span>
      </p>
      <table aria-label="Off-heap">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Objects</th>
            <th scope="col">Size</th>
            <th scope="col" title="Of the least bytes">
              Share
            </th>
          </tr>
        </thead>
        {groups.slice(0, shown).map((group) => (
          <Group key={`${group.typeName} ${group.storageName}`} snapshot={snapshot} group={group} whole={whole} />
        ))}
      </table>
      {more !== null && <p class="listing-more">{more}</p>}
    </div>
  );
}

interface GroupProps {
  readonly snapshot: Snapshot;
  readonly group: OffHeapGroup;
  /** Least bytes, of which the shares are. */
  readonly whole: number;
}

function Group({ snapshot, group, whole }: GroupProps) {
  const { names } = snapshot.derived.frames;
  const { shown, more } = useMoreRows(group.rows.length, group);
  const storage = names[group.storageName]!;
  const meaning = MEANINGS.get(storage);
  return (
    <tbody>
      <tr class="listing-group">
        <th scope="rowgroup">
          <bdi>{names[group.typeName]}</bdi>{" "}
          <span class="quiet">
            <bdi>{storage}</bdi>
            {meaning !== undefined && `: ${meaning}`}
          </span>
        </th>
        <Figures {...group} whole={whole} />
      </tr>
      {group.rows.slice(0, shown).map((row) => (
        <tr key={row.box}>
          <th scope="row">
            <BoxLink snapshot={snapshot} box={row.box} />
          </th>
          <Figures {...row} whole={whole} />
        </tr>
      ))}
      {more !== null && (
        <tr>
          <td colSpan={4}>{more}</td>
        </tr>
      )}
    </tbody>
  );
}

interface FiguresProps {
  readonly objectCount: number;
  readonly size: number;
  readonly maxSize: number;
  readonly whole: number;
}

function Figures({ objectCount, size, maxSize, whole }: FiguresProps) {
  return (
    <>
      <td>{writeCount(objectCount)}</td>
      <td title={writeBytesRange(size, maxSize)}>{writeSizeRange(size, maxSize)}</td>
      <td>{writeShare(shareOf(size, whole))}</td>
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
          <p class="quiet">
            The heap snapshots of the Memory tab count most of them nowhere, or far from what holds them.
          </p>
        </>
      )}
    </div>
  );
}
