import { useEffect } from "preact/hooks";
import { boxPathTextOf, TOP_BOX } from "../../frames/box.ts";
import { writeExact, writeSize } from "../../frames/figures.ts";
import type { Insight, InsightPlace, MadePlace } from "../../frames/insight.ts";
import type { Snapshot } from "../../store/state.ts";
import { openBoxMenuAt } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { INSIGHT_LABELS } from "../view-labels.ts";
import "./insight-card.css";

/** Steps of a path; the middle of a longer one is left out. */
const MAX_STEPS = 8;

interface InsightCardProps {
  readonly snapshot: Snapshot;
  readonly insight: Insight;
}

export function InsightCard({ snapshot, insight }: InsightCardProps) {
  const { dispatch } = usePanel().store;
  const { title, sentence, size, maxSize, sample, sampleNode, places, morePlaces, table, isEstimate } = insight;
  const { made = [] } = insight;
  const [first] = places;
  return (
    <article class="insight" aria-label={title}>
      <p class="insight-size" title={isEstimate ? undefined : writeExact(size, maxSize)}>
        {isEstimate ? `about ${writeSize(size)}` : writeFigure(size, maxSize)}
        {size > 0 && maxSize > size && <span class="quiet"> up to {writeSize(maxSize)}</span>}
      </p>
      <div class="insight-text">
        <h3>{title}</h3>
        <p>{sentence}</p>
        {sample !== "" && (
          <p class="insight-sample">
            <bdi>{sample}</bdi>
            <SampleValue snapshot={snapshot} node={sampleNode} />
          </p>
        )}
        {places.length > 0 && (
          <ul>
            {places.map((place) => (
              <Place key={`${place.box} ${place.holder} ${place.note}`} snapshot={snapshot} place={place} />
            ))}
            {morePlaces > 0 && <li class="quiet">{morePlaces === 1 ? "1 more path" : `${morePlaces} more paths`}</li>}
          </ul>
        )}
        {made.length > 0 && (
          <ul>
            {made.map((one) => (
              <Made key={`${one.what} ${one.place} ${one.column}`} made={one} />
            ))}
            {morePlaces > 0 && <li class="quiet">{morePlaces === 1 ? "1 more place" : `${morePlaces} more places`}</li>}
          </ul>
        )}
      </div>
      <div class="insight-actions">
        {first !== undefined && first.box !== TOP_BOX && (
          <button
            type="button"
            class="button outlined"
            aria-label={`Show ${title}`}
            onClick={() => dispatch({ type: "box-revealed", box: first.box })}
          >
            Show
          </button>
        )}
        {table !== null && (
          <button
            type="button"
            class="button outlined"
            aria-label={`Show all in ${INSIGHT_LABELS[table]}`}
            onClick={() => dispatch({ type: "view-chosen", view: table })}
          >
            Show all
          </button>
        )}
      </div>
    </article>
  );
}

function writeFigure(size: number, maxSize: number): string {
  if (size > 0) return writeSize(size);
  return maxSize > 0 ? `up to ${writeSize(maxSize)}` : "";
}

/** The string itself, as soon as it is read. */
function SampleValue({ snapshot, node }: { readonly snapshot: Snapshot; readonly node: number }) {
  const panel = useWholePanel();
  const sample = usePanelState((state) => state.sample);
  const { derived } = snapshot;
  useEffect(() => {
    if (node !== -1) void panel.objects.askSample(node);
  }, [panel, derived, node]);
  if (sample?.derived !== derived || sample.node !== node || sample.text === "") return null;
  return (
    <>
      {" "}
      <bdi class="insight-value">{sample.text}</bdi>
    </>
  );
}

/** Leads to the source in DevTools. */
function Made({ made }: { readonly made: MadePlace }) {
  const { openSource } = useWholePanel();
  const { what, place, script, line, column } = made;
  if (place === "")
    return (
      <li>
        <bdi>{what}</bdi>, made at a place that is not known
      </li>
    );
  return (
    <li>
      <bdi>{what}</bdi>, made in{" "}
      {openSource === null ? (
        <bdi title={script}>{place}</bdi>
      ) : (
        <button type="button" class="insight-path" title={script} onClick={() => openSource(script, line, column)}>
          <bdi>{place}</bdi>
        </button>
      )}
    </li>
  );
}

/** Wraps, so that no step is cut. */
function Place({ snapshot, place }: { readonly snapshot: Snapshot; readonly place: InsightPlace }) {
  const panel = useWholePanel();
  const { frames } = snapshot.derived;
  const { box, holder, note } = place;
  return (
    <li>
      <button
        type="button"
        class="insight-path"
        onClick={() => panel.store.dispatch({ type: "box-revealed", box })}
        onContextMenu={(event) => openBoxMenuAt(panel, box, event)}
      >
        <bdi>{boxPathTextOf(frames, holder, MAX_STEPS)}</bdi>
      </button>{" "}
      <span class="insight-note quiet">
        <bdi>{note}</bdi>
      </span>
    </li>
  );
}
