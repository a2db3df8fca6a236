import { useMemo } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import { boxLabelOf, readableName, shareOf, TOP_BOX } from "../../frames/box.ts";
import type { BeforeAfter } from "../../frames/change.ts";
import { writeDifference } from "../../frames/change.ts";
import { writeChange, writeCount, writeExact, writeShare, writeSize, writeSizeRange } from "../../frames/figures.ts";
import type { TypeChanges } from "../../frames/type-changes.ts";
import { objectsOfTypeChange, rowOfChangedType, sizesOfTypeChange } from "../../frames/type-changes.ts";
import { UNKNOWN_FIGURE } from "../../frames/typed-rows.ts";
import type { TypeTable } from "../../frames/types.ts";
import { typeNameOf } from "../../frames/types.ts";
import type { Diff, Snapshot } from "../../store/state.ts";
import { focusOf, hasObjects } from "../../store/state.ts";
import { usePanelState } from "../parts/panel-context.ts";
import { selectedRowOf } from "../tables/type-grid.tsx";
import { useTypeChanges, useTypedChanges, useTypedRows, useTypes } from "../tables/use-types.ts";
import { DetailsRow } from "./details-row.tsx";
import { MedianRows } from "./object-details.tsx";

/** The objects of a type, or of one of its parts, together: those in focus, as in the table of types. */
export function TypeDetails({ snapshot, name }: { readonly snapshot: Snapshot; readonly name: string }) {
  const { changes, frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  return (
    <>
      <h2 title={readableName(name)}>
        <bdi>{readableName(name)}</bdi>
      </h2>
      {snapshot.kind === "diff" && changes !== null ? (
        <Changes snapshot={snapshot} changes={changes} name={name} />
      ) : (
        <Figures snapshot={snapshot} name={name} />
      )}
      {focus !== TOP_BOX && (
        <p class="quiet">
          Of the focus, <bdi>{boxLabelOf(frames, focus)}</bdi>.
        </p>
      )}
    </>
  );
}

function Figures({ snapshot, name }: { readonly snapshot: Snapshot; readonly name: string }) {
  const types = useTypes(snapshot);
  return types === null ? null : <FiguresOf snapshot={snapshot} types={types} name={name} />;
}

interface FiguresProps {
  readonly snapshot: Snapshot;
  readonly types: TypeTable;
  readonly name: string;
}

function FiguresOf({ snapshot, types, name }: FiguresProps) {
  const { frames } = snapshot.derived;
  const { shape } = usePanelState((state) => state.types);
  const { table, tree } = useTypedRows(snapshot, types);
  const typeRow = useMemo(
    () => types.name.findIndex((_, row) => typeNameOf(frames, types, row) === name),
    [frames, types, name],
  );
  if (typeRow < 0) return <p class="quiet">There is none in focus.</p>;
  const row = selectedRowOf(typeRow, shape, tree);
  const self = table.selfSize[row];
  const selfMax = table.selfMaxSize[row];
  const total = table.totalSize[row];
  const count = table.objectCount[row];
  const paths = table.frameCount[row];
  return (
    <>
      <PartLabel label={tree.labelOf(row)} />
      <dl>
        {total !== UNKNOWN_FIGURE && (
          <DetailsRow name="Total size" exact={writeExact(total, table.totalMaxSize[row])}>
            {writeSizeRange(total, table.totalMaxSize[row])}
          </DetailsRow>
        )}
        <DetailsRow name="Self size" exact={writeExact(self, selfMax)}>
          {writeSizeRange(self, selfMax)}
        </DetailsRow>
        <DetailsRow name="Share">
          {writeShare(shareOf(self, frames.totalSize[TOP_BOX]))} of all
          {focusOf(snapshot) !== TOP_BOX && `, ${writeShare(shareOf(self, table.wholeSize))} of focus`}
        </DetailsRow>
        {count > 0 && (
          <>
            <DetailsRow name="Objects">{writeCount(count)}</DetailsRow>
            <DetailsRow name="Average">{writeSizeRange(self / count, selfMax / count)} per object</DetailsRow>
          </>
        )}
        {hasObjects(snapshot) && <MedianRows snapshot={snapshot} />}
        {paths !== UNKNOWN_FIGURE && <DetailsRow name="Paths">{writeCount(paths)}</DetailsRow>}
      </dl>
    </>
  );
}

function PartLabel({ label }: { readonly label: string | null }) {
  return label === null ? null : (
    <p class="details-path">
      <bdi>{readableName(label)}</bdi>
    </p>
  );
}

interface ChangesProps {
  readonly snapshot: Diff;
  readonly changes: FrameChanges;
  readonly name: string;
}

function Changes(props: ChangesProps) {
  const types = useTypeChanges(props.snapshot, props.changes);
  return types === null ? null : <ChangesOf {...props} types={types} />;
}

function ChangesOf({ snapshot, types, name }: ChangesProps & { readonly types: TypeChanges }) {
  const { frames } = snapshot.derived;
  const { shape } = usePanelState((state) => state.types);
  const { table, tree } = useTypedChanges(snapshot, types);
  const typeRow = useMemo(() => rowOfChangedType(frames, types, name), [frames, types, name]);
  if (typeRow < 0) return <p class="quiet">There is as much of it as before.</p>;
  const row = selectedRowOf(typeRow, shape, tree);
  const size = sizesOfTypeChange(table, row);
  const count = objectsOfTypeChange(table, row);
  return (
    <>
      <PartLabel label={tree.labelOf(row)} />
      <dl>
        <DetailsRow name="Delta">
          <b>{writeDifference(size, "size")}</b>
          {size.before > 0 && ` (${writeChange(size.before, size.after)})`}
        </DetailsRow>
        <Side name="Before" bytes={size.before} />
        <Side name="After" bytes={size.after} />
        {hasAny(count) && (
          <DetailsRow name="Objects">
            {writeDifference(count, "count")}: {writeCount(count.before)} → {writeCount(count.after)}
          </DetailsRow>
        )}
      </dl>
    </>
  );
}

function Side({ name, bytes }: { readonly name: string; readonly bytes: number }) {
  return (
    <DetailsRow name={name} exact={writeExact(bytes)}>
      {writeSize(bytes)}
    </DetailsRow>
  );
}

function hasAny({ before, after }: BeforeAfter): boolean {
  return before > 0 || after > 0;
}
