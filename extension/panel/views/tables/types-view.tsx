import { useMemo } from "preact/hooks";
import { boxLabelOf, TOP_BOX } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount, writeSize, writeTypes } from "../../frames/figures.ts";
import { contentsOf, ownersOf } from "../../frames/merged-tree.ts";
import { ranksOf, typesByName, typesCalled } from "../../frames/type-names.ts";
import type { TypeTable } from "../../frames/types.ts";
import { typeNameOf } from "../../frames/types.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { sortedRows } from "../grid/column.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { InFocus } from "./in-focus.tsx";
import { sizeFiguresOf } from "./merged-figures.ts";
import { NoTypeCalled } from "./no-type-called.tsx";
import { NoTypeNote } from "./no-type-note.tsx";
import { Sandwich } from "./sandwich.tsx";
import { selectedRowOf, TypeGrid } from "./type-grid.tsx";
import { typeColumnsOf } from "./types-table.tsx";
import { useTypedRows, useTypePartsQuestion, useTypes } from "./use-types.ts";
import "./listing.css";
import "./types.css";

const LARGEST_FIRST: ColumnSort = { column: "self", direction: "descending" };

/** All frames of one type together, and of the selected one who owns them and what is in them. */
export function TypesView({ snapshot }: { readonly snapshot: Snapshot }) {
  const focus = focusOf(snapshot);
  const types = useTypes(snapshot);
  useTypePartsQuestion(snapshot);
  if (types === null) return <p class="listing-head late quiet">Adding up the types…</p>;
  return types.count === 0 ? (
    <NoTypes snapshot={snapshot} types={types} />
  ) : (
    <Types snapshot={snapshot} types={types} focus={focus} />
  );
}

interface TypesProps {
  readonly snapshot: Snapshot;
  readonly types: TypeTable;
  readonly focus: number;
}

function Types({ snapshot, types, focus }: TypesProps) {
  const { frames } = snapshot.derived;
  const { selected, shape } = usePanelState((state) => state.types);
  const sort = useGridSort("types", LARGEST_FIRST);
  const { query, matches } = usePanelState((state) => state.search);
  const typed = useTypedRows(snapshot, types);
  const { table, tree } = typed;
  const order = useMemo(() => typesByName(frames.names, table.name, tree), [frames, table, tree]);
  const columns = useMemo(() => typeColumnsOf(frames, typed, focus, ranksOf(order)), [frames, typed, focus, order]);
  const inOrder = useMemo(() => order.filter((row) => row < types.count), [order, types]);
  const called = useMemo(() => typesCalled(types.name, inOrder, matches.types), [types, inOrder, matches]);
  const isMissing = called.length === 0;
  const rows = useMemo(
    () => sortedRows(isMissing ? inOrder : called, columns, sort),
    [isMissing, called, inOrder, columns, sort],
  );
  const typeRow = useMemo(
    () => types.name.findIndex((_, row) => typeNameOf(frames, types, row) === selected),
    [frames, types, selected],
  );
  return (
    <div class="types">
      <div class="types-list">
        <div class="listing-head">
          <span>
            {rows.length === types.count
              ? writeTypes(types.count)
              : `${writeCount(rows.length)} of ${writeTypes(types.count)}`}
            <InFocus frames={frames} focus={focus} />
            {types.otherSize > 0 && (
              <span class="quiet">
                {" "}
                {writeSize(types.otherSize)} have no type. <NoTypeNote />
              </span>
            )}
          </span>
        </div>
        {isMissing && <NoTypeCalled query={query} />}
        <TypeGrid
          id="types"
          snapshot={snapshot}
          rows={rows}
          tree={tree}
          names={table.name}
          selectedRow={selectedRowOf(typeRow, shape, tree)}
          isMissing={isMissing}
          columns={columns}
          sort={sort}
          frames={typed.frames}
        />
      </div>
      {typeRow >= 0 ? (
        <OwnersAndContents key={selected} snapshot={snapshot} focus={focus} types={types} row={typeRow} />
      ) : (
        <p class="types-hint quiet">Select a type to see the owners and the contents of its objects.</p>
      )}
    </div>
  );
}

/** Owners above, contents below. */
function OwnersAndContents({ snapshot, types, focus, row }: TypesProps & { readonly row: number }) {
  const { frames } = snapshot.derived;
  const name = types.name[row];
  const owners = useMemo(() => ownersOf(frames, focus, name), [frames, focus, name]);
  const contents = useMemo(() => contentsOf(frames, focus, name), [frames, focus, name]);
  const ownerFigures = useMemo(() => sizeFiguresOf(owners, "Self", types.selfSize[row]), [owners, types, row]);
  const contentFigures = useMemo(() => sizeFiguresOf(contents, "Total", types.totalSize[row]), [contents, types, row]);
  const label = boxLabelOf(frames, types.largest[row]);
  return (
    <Sandwich
      of={label}
      owners={{
        id: "owners",
        tree: owners,
        figures: ownerFigures,
        meaning: "Who holds this type, from the inside out: self size",
        emptiness: "Nothing in focus owns this type.",
      }}
      contents={{
        id: "contents",
        tree: contents,
        figures: contentFigures,
        meaning: "What this type holds, from the outside in: total size",
        emptiness: "It holds nothing.",
      }}
    />
  );
}

function NoTypes({ snapshot, types }: { readonly snapshot: Snapshot; readonly types: TypeTable }) {
  return (
    <div class="listing-empty">
      <h2>No types here</h2>
      <p>
        {focusOf(snapshot) === TOP_BOX
          ? "The roots hold no objects"
          : "The box in focus is part of an object and holds no other objects"}
        : its {writeSize(types.wholeSize)} belong to no type in it. A type is a class, such as Array, Map or one of your
        own.
      </p>
    </div>
  );
}
