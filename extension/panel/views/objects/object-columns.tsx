import { readableName } from "../../frames/box.ts";
import { writeCountCell } from "../../frames/figures.ts";
import { writeKey } from "../../frames/object-text.ts";
import type { ListedObject } from "../../store/object-listing.ts";
import type { Column } from "../grid/column.ts";
import { countColumn, rangeColumn } from "../grid/figure-columns.tsx";

/** A row by its index in the list; without its object while that is read. */
export interface ShownObject {
  readonly index: number;
  readonly listed: ListedObject | null;
}

/** Words for what stands in the page now, where that is not what stood there. */
const STATES: Readonly<Record<string, string>> = { changed: "changed", gone: "gone" };

export const OBJECT_COLUMNS: readonly Column<ShownObject>[] = [
  {
    id: "key",
    head: "Key",
    meaning: "How its holder refers to it: key, index or field",
    width: 96,
    grow: 1,
    align: "start",
    text: ({ listed }) => (listed === null ? "…" : keyOf(listed)),
    cell: ({ listed }) =>
      listed === null ? (
        <span class="quiet">…</span>
      ) : (
        <bdi class={isKeyKnown(listed) ? undefined : "quiet"} title={keyOf(listed)}>
          {keyOf(listed)}
        </bdi>
      ),
    sortKey: ({ index }) => index,
  },
  {
    id: "preview",
    head: "Preview",
    meaning: "What stands there in the page now, where that can be read; else the type",
    width: 140,
    grow: 2,
    align: "start",
    text: ({ listed }) => (listed === null ? "" : previewTextOf(listed)),
    cell: ({ listed }) => listed && <Preview listed={listed} />,
  },
  rangeColumn<ShownObject>(
    {
      id: "retained",
      head: "Retained",
      meaning: "Bytes that would be freed without the object, minimum and maximum",
      width: 136,
    },
    ({ listed }) => listed?.row.size ?? 0,
    ({ listed }) => listed?.row.maxSize ?? 0,
  ),
  rangeColumn<ShownObject>(
    { id: "self", head: "Self", meaning: "Bytes of the object alone, with its fields and storages", width: 116 },
    ({ listed }) => listed?.row.selfSize ?? 0,
    ({ listed }) => listed?.row.selfMaxSize ?? 0,
  ),
  countColumn<ShownObject>(
    {
      id: "references",
      head: "References",
      meaning: "How often fields, entries and roots refer to it",
      width: 84,
      text: ({ listed }) => writeCountCell(listed?.row.references ?? 0),
    },
    ({ listed }) => listed?.row.references ?? 0,
  ),
];

function Preview({ listed }: { readonly listed: ListedObject }) {
  const state = listed.reading === null ? undefined : STATES[listed.reading.state];
  const text = contentOf(listed);
  return (
    <span class={isContentRead(listed) ? undefined : "quiet"} title={previewTextOf(listed)}>
      {state !== undefined && <span class="object-state">{state}</span>}
      <bdi>{text}</bdi>
    </span>
  );
}

function previewTextOf(listed: ListedObject): string {
  const state = listed.reading === null ? undefined : STATES[listed.reading.state];
  const text = contentOf(listed);
  return state === undefined ? text : text === "" ? state : `${state}: ${text}`;
}

export function keyOf({ row, reading }: ListedObject): string {
  return reading !== null && reading.key !== "" ? readableName(reading.key) : writeKey(row.key);
}

function isKeyKnown({ row, reading }: ListedObject): boolean {
  return row.key.kind !== "entry" || (reading !== null && reading.key !== "");
}

function isContentRead({ row, reading }: ListedObject): boolean {
  if (row.content !== "") return true;
  return reading !== null && reading.state !== "unread" && reading.preview !== "";
}

function contentOf({ row, reading }: ListedObject): string {
  if (reading !== null && reading.state !== "unread" && reading.preview !== "") return readableName(reading.preview);
  if (row.node === -1) return "a primitive value";
  const name = readableName(row.content === "" ? row.type : row.content);
  return row.id === 0 ? name : `${name} @${row.id}`;
}
