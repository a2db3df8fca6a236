import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { writeDelta, writeObjects, writeSize } from "../../frames/figures.ts";
import { keptBytesOf, leavingOf, ROOM_BYTES } from "../../store/memory-limit.ts";
import {
  chartedSnapshotOf,
  MAX_NOTE_LENGTH,
  pagesOf,
  previousOf,
  seriesOf,
  shortTitleOf,
} from "../../store/snapshot-list.ts";
import { hasObjects, type Snapshot, type Taken } from "../../store/state.ts";
import { useRowWindow } from "../grid/row-window.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { ComparePicker } from "./compare-picker.tsx";
import { ProfilePicker } from "./profile-picker.tsx";
import { TotalsChart } from "./totals-chart.tsx";
import "./snapshots-list.css";

/** CSS pixels: two lines. */
const ENTRY_HEIGHT = 38;

const SOURCES: Readonly<Record<Taken["source"], string>> = {
  page: "page",
  "snapshot-file": "file",
  "folded-file": "file of stacks",
  "heap-snapshot": "heap snapshot",
};

/** All snapshots: which is displayed, their names, which to compare, which will be dropped. */
export function SnapshotsList() {
  const snapshots = usePanelState((state) => state.snapshots);
  const current = usePanelState((state) => state.current);
  const deletion = usePanelState((state) => state.deletion);

  if (snapshots.length === 0 && deletion === null) return null;
  const leakCheck = usePanelState((state) => state.leakCheck);
  const leaving = leavingOf({ snapshots, leakCheck });
  const charted = chartedSnapshotOf({ snapshots, current });
  const series = charted === null ? [] : seriesOf(snapshots, charted);
  return (
    <section class="section snapshots" aria-labelledby="snapshots-title">
      <h2 id="snapshots-title">Snapshots</h2>
      {series.length > 1 && (
        <div class="totals">
          <TotalsChart series={series} current={current} />
          <TotalsButton />
        </div>
      )}
      <Entries snapshots={snapshots} current={current} leaving={leaving} />
      {deletion !== null && <Undo title={deletion.snapshot.title} />}
      <RoomNote snapshots={snapshots} leaving={leaving} />
      <ProfilePicker />
      <ComparePicker snapshots={snapshots} />
    </section>
  );
}

/** Opens the pane about the totals of all of them. */
function TotalsButton() {
  const { dispatch } = usePanel().store;
  const isShown = usePanelState(({ overTime }) => overTime.source === "snapshots");
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={isShown}
      title="Totals of each root over all these snapshots"
      onClick={() => dispatch({ type: "over-time-shown", source: isShown ? null : "snapshots" })}
    >
      Totals
    </button>
  );
}

interface EntriesProps {
  readonly snapshots: readonly Snapshot[];
  /** Number of the displayed one. */
  readonly current: number | null;
  readonly leaving: readonly number[];
}

/** Only the entries in sight are in the document, and the one that has the focus. */
function Entries({ snapshots, current, leaving }: EntriesProps) {
  const pane = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const list = useRowWindow({
    pane,
    count: snapshots.length,
    rowHeight: ENTRY_HEIGHT,
    headHeight: 0,
    current: snapshots.findIndex(({ number }) => number === current),
  });
  return (
    <div ref={pane} class="snapshot-pane" onScroll={list.onScroll}>
      <ul class="snapshot-list" style={{ height: `${snapshots.length * ENTRY_HEIGHT}px` }}>
        {snapshots.map((snapshot, index) => {
          const { number } = snapshot;
          if ((index < list.first || index >= list.end) && number !== focused) return null;
          return (
            <Entry
              key={number}
              snapshot={snapshot}
              index={index}
              count={snapshots.length}
              previous={previousOf(snapshots, snapshot)}
              isShown={number === current}
              isLeaving={leaving.includes(number)}
              onFocus={() => setFocused(number)}
              onBlur={() => setFocused(0)}
            />
          );
        })}
      </ul>
    </div>
  );
}

interface EntryProps {
  readonly snapshot: Snapshot;
  /** Where it stands in the list, and how long that is. */
  readonly index: number;
  readonly count: number;
  readonly previous: Snapshot | null;
  readonly isShown: boolean;
  /** To make room for the next one. */
  readonly isLeaving: boolean;
  onFocus(): void;
  onBlur(): void;
}

function Entry({ snapshot, index, count, previous, isShown, isLeaving, onFocus, onBlur }: EntryProps) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const renameButton = useRef<HTMLButtonElement>(null);
  const { number, title, note } = snapshot;
  const isTickable = snapshot.kind !== "diff" && count > 1;
  const isRenaming = usePanelState(({ menu }) => menu.kind === "rename" && menu.number === number);
  const round = usePanelState((state) => state.leakCheck.roundOf.get(number));
  const facts = [...(round === undefined ? [] : [roundText(round)]), ...whenAndWhere(snapshot)];
  const figures = [...(note === "" ? [] : [note]), figuresOf(snapshot, previous, facts)];
  const rename = (): void => dispatch({ type: "menu-opened", menu: { kind: "rename", number } });

  /* The boxes have closed under the focus. */
  useLayoutEffect(() => (isRenaming ? () => renameButton.current?.focus() : undefined), [isRenaming]);

  return (
    <li
      class={isShown ? "snapshot-entry shown" : "snapshot-entry"}
      style={{ top: `${index * ENTRY_HEIGHT}px`, height: `${ENTRY_HEIGHT}px` }}
      aria-setsize={count}
      aria-posinset={index + 1}
      onFocusCapture={onFocus}
      onBlurCapture={onBlur}
    >
      {isTickable && <Tick snapshot={snapshot} />}
      {isRenaming ? (
        <NameAndNote snapshot={snapshot} />
      ) : (
        <button
          type="button"
          class="snapshot-show"
          aria-current={isShown}
          aria-label={`${[shortTitleOf(snapshot), ...figures].join(", ")}${isLeaving ? ", will be dropped next" : ""}`}
          title={[title, ...figures].join("\n")}
          onClick={(event) => {
            const isToCompare = isTickable && (event.shiftKey || event.ctrlKey || event.metaKey);
            dispatch({ type: isToCompare ? "snapshot-ticked" : "snapshot-shown", number });
          }}
          onDblClick={rename}
        >
          <span class="snapshot-line">
            <bdi class="snapshot-title">{shortTitleOf(snapshot)}</bdi>{" "}
            {snapshot.kind !== "diff" && <span>{sizeOf(snapshot)}</span>}
          </span>{" "}
          <span class="snapshot-line quiet">
            <span class="snapshot-facts">
              {note !== "" && (
                <>
                  <bdi class="snapshot-note">{note}</bdi>
                  {" · "}
                </>
              )}
              {facts.join(" · ")}
            </span>{" "}
            {isLeaving ? <span class="mark">dropped next</span> : <span>{deltaOf(snapshot, previous)}</span>}
          </span>
        </button>
      )}
      <span class="snapshot-actions">
        <button
          ref={renameButton}
          type="button"
          class="icon-button"
          aria-label={`Rename ${title}`}
          title="Rename, or write a note"
          onClick={rename}
        >
          <Icon name="rename" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={`Delete ${title}`}
          title="Delete"
          onClick={() => dispatch({ type: "snapshot-deleted", number })}
        >
          <Icon name="delete" />
        </button>
      </span>
    </li>
  );
}

/** Chooses the snapshot for **Compare**. */
function Tick({ snapshot: { number, title } }: { readonly snapshot: Snapshot }) {
  const { dispatch } = usePanel().store;
  const isTicked = usePanelState((state) => state.ticked.includes(number));
  return (
    <input
      type="checkbox"
      class="snapshot-tick"
      aria-label={`Compare ${title}`}
      checked={isTicked}
      onChange={() => dispatch({ type: "snapshot-ticked", number })}
    />
  );
}

/** Two boxes, one below the other. Enter keeps both, as does a step out of them; Escape keeps neither. */
function NameAndNote({ snapshot }: { readonly snapshot: Snapshot }) {
  const { store } = usePanel();
  const name = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => name.current?.select(), []);
  const { number } = snapshot;
  const commit = (): void => {
    /* Escape has closed it already. */
    if (store.state.menu.kind !== "rename") return;
    const title = name.current?.value ?? "";
    /* The name of a file may be longer than a name that the user gives. */
    if (title !== snapshot.title) store.dispatch({ type: "snapshot-renamed", number, title });
    store.dispatch({ type: "snapshot-noted", number, note: note.current?.value ?? "" });
    store.dispatch({ type: "menu-closed" });
  };
  const leaving = {
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== name.current && relatedTarget !== note.current) commit();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter") return;
      /* Or the key would press the button that gets the focus. */
      event.preventDefault();
      commit();
    },
  };
  return (
    <span class="snapshot-texts">
      <input ref={name} class="input" aria-label="Name" defaultValue={snapshot.title} {...leaving} />
      <input
        ref={note}
        class="input"
        aria-label="Note"
        placeholder="Note"
        maxLength={MAX_NOTE_LENGTH}
        defaultValue={snapshot.note}
        {...leaving}
      />
    </span>
  );
}

function Undo({ title }: { readonly title: string }) {
  const panel = usePanel();
  const button = useRef<HTMLButtonElement>(null);
  /* The button that was pressed went away with its entry. */
  useLayoutEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, [title]);
  return (
    <p class="snapshot-undo" aria-live="polite">
      <span class="snapshot-facts">
        Deleted <bdi>{title}</bdi>
      </span>
      <button
        ref={button}
        type="button"
        class="button small"
        onClick={() => panel.store.dispatch({ type: "deletion-undone" })}
      >
        Undo
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Delete for good"
        title="Delete for good"
        onClick={() => panel.store.dispatch({ type: "deletion-ended" })}
      >
        <Icon name="close" />
      </button>
    </p>
  );
}

interface RoomNoteProps {
  readonly snapshots: readonly Snapshot[];
  readonly leaving: readonly number[];
}

/** Says what goes before it goes. */
function RoomNote({ snapshots, leaving }: RoomNoteProps) {
  const kept = keptBytesOf(snapshots);
  const isFull = kept > ROOM_BYTES;
  if (leaving.length === 0 && !isFull) return null;
  return (
    <p class="room-note">
      All of them take {writeSize(kept)} of memory; there is room for {writeSize(ROOM_BYTES)}.{" "}
      {leaving.length > 0
        ? `The snapshot marked “dropped next” makes room for the next one: give it a name or a note to keep it.`
        : "Snapshots with a name or a note are never dropped: delete what you no longer need."}
    </p>
  );
}

function sizeOf({ derived }: Taken): string {
  return writeSize(derived.totalSize);
}

function sourceOf(snapshot: Snapshot): string {
  return snapshot.kind === "diff" ? "diff" : SOURCES[snapshot.source];
}

/** Of Find a leak. */
function roundText(round: number): string {
  return round === 0 ? "before round 1" : `round ${round}`;
}

/** The time first, for the page is mostly the same. */
function whenAndWhere(snapshot: Snapshot): readonly string[] {
  const pages = pagesOf(snapshot).join(" → ");
  return [timeOf(snapshot), pages === "" ? sourceOf(snapshot) : pages];
}

/** Of a comparison between its two snapshots, of others since the one before. */
function deltaOf(snapshot: Snapshot, previous: Snapshot | null): string {
  if (snapshot.kind === "diff") return writeDelta(snapshot.after.totalSize - snapshot.before.totalSize);
  return previous === null ? "" : writeDelta(snapshot.derived.totalSize - previous.derived.totalSize);
}

/** As it is shown, in the same order, and what there is no room for. */
function figuresOf(snapshot: Snapshot, previous: Snapshot | null, facts: readonly string[]): string {
  const figures = [...facts];
  if (snapshot.kind === "diff") return [...figures, deltaOf(snapshot, null), snapshot.title].join(", ");
  figures.unshift(sizeOf(snapshot));
  if (previous !== null) figures.push(`${deltaOf(snapshot, previous)} since ${previous.title}`);
  if (hasObjects(snapshot)) figures.push(writeObjects(snapshot.derived.objectCount));
  return figures.join(", ");
}

function timeOf({ askedAt }: Snapshot): string {
  return new Date(performance.timeOrigin + askedAt).toLocaleTimeString(undefined, { hourCycle: "h23" });
}
