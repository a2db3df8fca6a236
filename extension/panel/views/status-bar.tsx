import { useEffect, useState } from "preact/hooks";
import { writeBytes, writeBytesRange, writeCount, writeObjects, writeShare, writeSize } from "../frames/figures.ts";
import type { Busy, BusyKind, Snapshot } from "../store/state.ts";
import { writeDisplayed, writeStatus } from "../store/status.ts";
import { usePanelState, useWholePanel } from "./parts/panel-context.ts";
import "./status-bar.css";

/** What is done sooner needs no progress: it would only flicker. */
const PROGRESS_DELAY_MS = 200;
/** The agent reports each slice of its walk; if none comes, its scripts keep it busy or the machine is slow. */
const SILENCE_MS = 2_000;

const DOING: ReadonlyMap<BusyKind, string> = new Map([
  ["snapshot", "Walking the page’s objects"],
  ["round", "Waiting for the page"],
  ["open", "Opening the file"],
  ["diff", "Comparing the snapshots"],
  ["derive", "Computing the boxes"],
  ["find", "Finding the box"],
  ["export", "Writing the export"],
]);

export function StatusBar({ snapshot }: { readonly snapshot: Snapshot | null }) {
  const busy = usePanelState((state) => state.busy);
  const notice = usePanelState((state) => state.notice);
  const isLong = useHasLasted(busy !== null, PROGRESS_DELAY_MS);
  const status = writeStatus(snapshot);
  const hasStatus = snapshot !== null && status !== "";
  const displayed = snapshot === null ? "" : writeDisplayed(snapshot);
  return (
    <div class="status-bar">
      {busy !== null && isLong && <Progress busy={busy} />}
      <span role="status" class="status" title={hasStatus ? writeBytes(snapshot.derived.totalSize) : undefined}>
        {status}
      </span>
      {displayed !== "" && <span class="displayed">{displayed}</span>}
      {hasStatus && displayed === "" && <span class="quiet exact">{exactOf(snapshot)}</span>}
      <span class="quiet notice" aria-live="polite">
        {notice}
      </span>
    </div>
  );
}

function exactOf(snapshot: Snapshot): string {
  if (snapshot.kind === "diff")
    return `${writeSize(snapshot.before.totalSize)} → ${writeSize(snapshot.after.totalSize)}`;
  const { totalSize, totalMaxSize } = snapshot.derived;
  const bytes = writeBytesRange(totalSize, totalMaxSize);
  return snapshot.source === "page" ? bytes : `${bytes} from ${snapshot.title}`;
}

function Progress({ busy }: { readonly busy: Busy }) {
  const panel = useWholePanel();
  const hasBegun = busy.objectCount > 0 || busy.asking !== undefined;
  const isPageSilent = useHasLasted(busy.kind === "snapshot" && !hasBegun, SILENCE_MS);
  return (
    <span class="progress">
      <span class="spinner" aria-hidden="true" />
      <span>{isPageSilent ? "Waiting for the page: it has not answered yet …" : progressOf(busy)}</span>
      <button type="button" class="button small" onClick={panel.cancel}>
        Cancel
      </button>
    </span>
  );
}

function progressOf({ kind, objectCount, share, asking }: Busy): string {
  if (asking !== undefined) {
    const { asked, toAsk } = asking;
    return toAsk === 0
      ? "Finding the page’s functions …"
      : `Asking ${writeCount(asked)} of ${writeCount(toAsk)} functions …`;
  }
  const doing = DOING.get(kind);
  if (share !== undefined) return `${doing}: ${writeShare(share)} read`;
  return objectCount > 0 ? `${doing}: ${writeObjects(objectCount)} so far` : `${doing} …`;
}

function useHasLasted(isSo: boolean, delayMs: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setHasLasted(true), delayMs);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [isSo, delayMs]);
  return isSo && hasLasted;
}
