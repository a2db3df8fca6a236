import { useMemo } from "preact/hooks";
import type { DiffScope, FrameChanges } from "../../../../core/flamegraph/diff.ts";
import { boxLabelOf, readableName } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount, writeDelta, writeTypes } from "../../frames/figures.ts";
import { contentsOf, ownersOf } from "../../frames/merged-tree.ts";
import { figuresOfChanges } from "../../frames/tree-figures.ts";
import type { TypeChanges } from "../../frames/type-changes.ts";
import { changedTypeCountOf, isTypeChanged, rowOfChangedType } from "../../frames/type-changes.ts";
import { ranksOf, typesByName, typesCalled } from "../../frames/type-names.ts";
import type { Diff } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { sortedRows } from "../grid/column.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { InFocus, OnlyInFocus } from "./in-focus.tsx";
import { changeFiguresOf } from "./merged-figures.ts";
import { NoTypeCalled } from "./no-type-called.tsx";
import { Sandwich } from "./sandwich.tsx";
import { typeChangeColumnsOf } from "./type-changes-table.ts";
import { selectedRowOf, TypeGrid } from "./type-grid.tsx";
import "./listing.css";
import { NoTypeNote } from "./no-type-note.tsx";
import "./types.css";
import { useTypeChanges, useTypedChanges, useTypePartsQuestion } from "./use-types.ts";

const MOST_GROWN_FIRST: ColumnSort = { column: "size", direction: "descending" };

interface TypeChangesViewProps {
  readonly snapshot: Diff;
  readonly changes: FrameChanges;
}

/** Of which types there is more than before, and of which less; of the selected one where, and what came with it. */
export function TypeChangesView({ snapshot, changes }: TypeChangesViewProps) {
  const types = useTypeChanges(snapshot, changes);
  useTypePartsQuestion(snapshot);
  const changedCount = useMemo(() => (types === null ? 0 : changedTypeCountOf(types)), [types]);
  if (types === null) return <p class="listing-head late quiet">Adding up the types…</p>;
  return changedCount === 0 ? (
    <NoTypeChanged snapshot={snapshot} types={types} />
  ) : (
    <ChangedTypes snapshot={snapshot} changes={changes} types={types} changedCount={changedCount} />
  );
}

interface ChangedTypesProps extends TypeChangesViewProps {
  readonly types: TypeChanges;
  readonly changedCount: number;
}

function ChangedTypes({ snapshot, changes, types, changedCount }: ChangedTypesProps) {
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const { selected, shape } = usePanelState((state) => state.types);
  const sort = useGridSort("type-changes", MOST_GROWN_FIRST);
  const { query, matches } = usePanelState((state) => state.search);
  const typed = useTypedChanges(snapshot, types);
  const { table, tree } = typed;
  const order = useMemo(() => typesByName(frames.names, table.name, tree), [frames, table, tree]);
  const columns = useMemo(() => typeChangeColumnsOf(frames, typed, ranksOf(order)), [frames, typed, order]);
  const changed = useMemo(() => order.filter((row) => row < types.count && isTypeChanged(types, row)), [order, types]);
  const called = useMemo(() => typesCalled(types.name, changed, matches.types), [types, changed, matches]);
  const isMissing = called.length === 0;
  const rows = useMemo(
    () => sortedRows(isMissing ? changed : called, columns, sort),
    [isMissing, called, changed, columns, sort],
  );
  const typeRow = useMemo(() => rowOfChangedType(frames, types, selected), [frames, types, selected]);
  const isFiltered = rows.length < changedCount;
  return (
    <div class="types">
      <div class="types-list of-changes">
        <div class="listing-head">
          <span>
            {isFiltered
              ? `${writeCount(rows.length)} of ${writeTypes(changedCount)} that changed`
              : `${writeCount(changedCount)} of ${writeTypes(types.count)} changed`}
            <InFocus frames={frames} focus={focus} />
            .
            <Remarks snapshot={snapshot} types={types} />
          </span>
        </div>
        {isMissing && <NoTypeCalled query={query} />}
        <TypeGrid
          id="type-changes"
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
        <OwnersAndContents key={selected} snapshot={snapshot} changes={changes} types={types} row={typeRow} />
      ) : (
        <p class="types-hint quiet">
          {selected === null ? (
            "Select a type to see where it changed, and what changed in it."
          ) : (
            <>
              Of <bdi>{readableName(selected)}</bdi> there is as much as before.
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** What the figures leave out. */
function Remarks({ snapshot, types }: { readonly snapshot: Diff; readonly types: TypeChanges }) {
  const other = types.other.after - types.other.before;
  return (
    <>
      {snapshot.scope !== "all" && (
        <span class="quiet">
          {" "}
          Only boxes that {snapshot.scope === "growth" ? "grew" : "shrank"} are counted; rows below a type count all
          boxes.
        </span>
      )}
      {other !== 0 && (
        <span class="quiet">
          {" "}
          {writeDelta(other)} have no type. <NoTypeNote />
        </span>
      )}
    </>
  );
}

interface OwnersAndContentsProps extends TypeChangesViewProps {
  readonly types: TypeChanges;
  readonly row: number;
}

/** Owners above, contents below: those that changed. */
function OwnersAndContents({ snapshot, changes, types, row }: OwnersAndContentsProps) {
  const { scope } = snapshot;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const name = types.name[row];
  const figures = useMemo(() => figuresOfChanges(frames, changes, scope), [frames, changes, scope]);
  const owners = useMemo(() => ownersOf(frames, focus, name, figures), [frames, focus, name, figures]);
  const contents = useMemo(() => contentsOf(frames, focus, name, figures), [frames, focus, name, figures]);
  const ownerFigures = useMemo(() => changeFiguresOf(owners, "Self"), [owners]);
  const contentFigures = useMemo(() => changeFiguresOf(contents, "Total"), [contents]);
  const label = boxLabelOf(frames, types.mostChanged[row]);
  return (
    <Sandwich
      of={label}
      owners={{
        id: "changed-owners",
        tree: owners,
        figures: ownerFigures,
        meaning: "Who holds this type, from the inside out: delta of the self size, where it changed",
        emptiness: "Nothing in focus owns this type.",
      }}
      contents={{
        id: "changed-contents",
        tree: contents,
        figures: contentFigures,
        meaning: "What this type holds, from the outside in: delta of the total size, where it changed",
        emptiness: "Each of its boxes has as many bytes and objects as before, with all inside.",
      }}
    />
  );
}

const NO_TYPE: Readonly<Record<DiffScope, { readonly head: string; readonly text: string }>> = {
  growth: { head: "No type grew", text: "No box has more bytes or objects of a type than before." },
  all: {
    head: "No type changed",
    text: "Of every type there are as many objects after as before, with as many bytes.",
  },
  shrunk: { head: "No type shrank", text: "No box has fewer bytes or objects of a type than before." },
};

function NoTypeChanged({ snapshot, types }: { readonly snapshot: Diff; readonly types: TypeChanges }) {
  const other = types.other.after - types.other.before;
  return (
    <div class="listing-empty">
      <h2>{NO_TYPE[snapshot.scope].head}</h2>
      <p>
        {NO_TYPE[snapshot.scope].text}
        {other !== 0 && ` What changed, ${writeDelta(other)}, is of no type.`}
      </p>
      <OnlyInFocus frames={snapshot.derived.frames} focus={focusOf(snapshot)} />
    </div>
  );
}
