import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Warning } from "../../../../core/graph/graph.ts";
import { NO_BOX, PATH_JOINT, readableName } from "../../frames/box.ts";
import { writeCount } from "../../frames/figures.ts";
import { warningGroupsOf, writeWarnings } from "../../frames/warning-groups.ts";
import { hasUnaskedFunctions } from "../../store/coverage.ts";
import { ALL_FUNCTIONS } from "../../store/root-choices.ts";
import { COST_OF_ALL_FUNCTIONS } from "../../store/roots.ts";
import type { Snapshot } from "../../store/state.ts";
import type { Column } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { NO_ROW } from "../grid/grid-step.ts";
import { useGroupedRows } from "../grid/use-grouped-rows.ts";
import { Icon } from "../parts/icon.tsx";
import { LimitsNote } from "../parts/limits-note.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./listing.css";

export function WarningsView({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const { warnings } = snapshot.derived;
  const boxes = useWarningBoxes(snapshot);
  const groups = useMemo(
    () =>
      warningGroupsOf(warnings).map(({ code, indices }) => ({
        code,
        rows: indices.map((index) => ({ index, warning: warnings[index] })),
      })),
    [warnings],
  );
  const boxOf = useCallback(({ index }: WarningRow) => boxes?.[index] ?? NO_BOX, [boxes]);
  const grouped = useGroupedRows<WarningGroup, WarningRow>(snapshot, groups, ({ code }) => code, boxOf);
  if (warnings.length === 0) return <NoWarnings snapshot={snapshot} />;
  const current = grouped.current === NO_ROW ? null : grouped.rows.at(grouped.current);
  return (
    <div class="listing">
      <p class="listing-head">
        <span>
          <strong>{writeWarningCount(warnings.length)}</strong>
          {snapshot.kind === "diff" && " of the second snapshot"}: these objects are missing from the sums, wholly or in
          part.
        </span>
        <button type="button" class="button small" onClick={() => void panel.copyText(writeWarnings(warnings))}>
          <Icon name="copy" />
          Copy all
        </button>
      </p>
      <AskAllFunctions snapshot={snapshot} />
      <Grid
        {...grouped}
        id="warnings"
        role="treegrid"
        name="Warnings"
        columns={COLUMNS}
        onEnter={(row) => {
          if (!("rows" in row) && !WITHOUT_BOX.has(row.warning.code)) void panel.showWarning(row.index);
        }}
      />
      {current !== null && !("rows" in current) && (
        <p class="listing-foot warning-text" aria-live="polite">
          <bdi>{current.warning.detail}</bdi>
        </p>
      )}
      <LimitsNote snapshot={snapshot} />
    </div>
  );
}

/** The step that asks the functions which were over the limits. */
function AskAllFunctions({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const isBusy = usePanelState((state) => state.busy !== null);
  if (!hasUnaskedFunctions(snapshot)) return null;
  return (
    <p class="listing-head">
      <span id="all-functions-cost">{COST_OF_ALL_FUNCTIONS}</span>
      <button
        type="button"
        class="button small"
        aria-disabled={isBusy}
        aria-describedby="all-functions-cost"
        onClick={() => {
          if (isBusy) return;
          panel.store.dispatch({ type: "root-ticked", key: ALL_FUNCTIONS, isTicked: true });
          void panel.takeSnapshot();
        }}
      >
        <Icon name="snapshot" />
        Ask all functions
      </button>
    </p>
  );
}

/** The boxes of the warnings; `null` until they are found. */
function useWarningBoxes({ derived }: Snapshot): readonly number[] | null {
  const panel = useWholePanel();
  const [boxes, setBoxes] = useState<readonly number[] | null>(null);
  useEffect(() => {
    let isOver = false;
    setBoxes(null);
    if (derived.warnings.length > 0) {
      void panel.warningBoxes().then((found) => {
        if (!isOver) setBoxes(found);
      });
    }
    return () => {
      isOver = true;
    };
  }, [panel, derived]);
  return boxes;
}

/** Warnings of one code. */
interface WarningGroup {
  readonly code: string;
  readonly rows: readonly WarningRow[];
}

interface WarningRow {
  /** Of the warning in the snapshot. */
  readonly index: number;
  readonly warning: Warning;
}

const COLUMNS: readonly Column<WarningGroup | WarningRow>[] = [
  {
    id: "path",
    head: "Path",
    meaning: "The object or field that the warning is about",
    width: 160,
    grow: 1,
    align: "start",
    text: (row) => ("rows" in row ? row.code : writePath(row.warning.path)),
    cell: (row) =>
      "rows" in row ? (
        <>
          <code>{row.code}</code> <span class="quiet">{writeWarningCount(row.rows.length)}</span>
        </>
      ) : (
        <WarningPath code={row.warning.code} path={row.warning.path} index={row.index} />
      ),
  },
  {
    id: "reason",
    head: "Reason",
    meaning: "Why it is not measured, or not completely",
    width: 220,
    grow: 1.5,
    align: "start",
    text: (row) => ("rows" in row ? "" : row.warning.detail),
    cell: (row) => ("rows" in row ? "" : <bdi>{row.warning.detail}</bdi>),
    title: (row) => ("rows" in row ? undefined : row.warning.detail),
  },
];

const WHOLE_SNAPSHOT = "The snapshot as a whole";

function writePath(path: string): string {
  return path === "" ? WHOLE_SNAPSHOT : path.split(";").map(readableName).join(PATH_JOINT);
}

/** Roots of which nothing was measured: they have no box. */
const WITHOUT_BOX: ReadonlySet<string> = new Set(["root-collected", "root-threw", "root-refused", "root-accessor"]);

interface WarningPathProps {
  readonly code: string;
  readonly path: string;
  readonly index: number;
}

/** Where it is; leads there if there is a box. */
function WarningPath({ code, path, index }: WarningPathProps) {
  const panel = useWholePanel();
  if (path === "") return <span class="quiet">{WHOLE_SNAPSHOT}</span>;
  const text = writePath(path);
  if (WITHOUT_BOX.has(code)) return <bdi class="quiet">{text}</bdi>;
  return (
    <button
      type="button"
      class="box-link"
      title={`${text}\nShow in the icicle`}
      onClick={() => void panel.showWarning(index)}
    >
      <bdi>{text}</bdi>
    </button>
  );
}

function writeWarningCount(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "warning" : "warnings"}`;
}

function NoWarnings({ snapshot }: { readonly snapshot: Snapshot }) {
  const isWalk = snapshot.kind === "walked";
  return (
    <div class="listing-empty">
      <h2>{snapshot.kind === "diff" ? "No warnings in the second snapshot" : "No warnings"}</h2>
      {isWalk && <p>Every object that was found from the roots could be measured.</p>}
      <LimitsNote snapshot={snapshot} />
      {isWalk && (
        <p class="quiet">
          A warning names what could not be measured, and where it is: a root or a Proxy that throws, an object of
          another origin, a list that claims more than it has.
        </p>
      )}
    </div>
  );
}
