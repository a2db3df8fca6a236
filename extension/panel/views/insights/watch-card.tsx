import { writeWatched } from "../../frames/watched-insights.ts";
import type { Snapshot } from "../../store/state.ts";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import "./insight-card.css";

/** Offers the watch, for a snapshot of the page; or says that it is on, and what it counts. */
export function WatchCard({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = useWholePanel();
  const isWatched = usePanelState((state) => state.roots.isWatched);
  const isOfPage = snapshot.kind === "walked" && snapshot.source === "page";
  const { watched } = snapshot.derived;
  if (!isOfPage && watched === undefined) return null;
  return (
    <article class="insight" aria-label="Watch">
      <p class="insight-size" />
      <div class="insight-text">
        <h3>{isWatched ? "Watching since reload" : "Watch timers, listeners and object URLs"}</h3>
        {watched !== undefined && (
          <p>Of all that was made since the reload, this snapshot has {writeWatched(watched)}.</p>
        )}
        {watched === undefined && isWatched && <p>This snapshot is older than the reload. Take another one.</p>}
        {!isWatched && isOfPage && (
          <p>
            Reloads the page, and counts what its scripts make of timers, listeners, observers, message ports and object
            URLs, by the place in the source. Until the next reload the browser's functions for them are wrapped, which
            the page can notice. Each call takes about 10 µs longer. Frames and workers are not watched.
          </p>
        )}
      </div>
      <div class="insight-actions">
        {isOfPage && !isWatched && (
          <button type="button" class="button outlined" onClick={() => void panel.reloadAndWatch()}>
            Reload and watch
          </button>
        )}
      </div>
    </article>
  );
}
