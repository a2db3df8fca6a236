import { TOP_BOX } from "../panel/frames/box.ts";
import { totalsOfChange } from "../panel/frames/change.ts";
import { writeChange, writeDelta, writeObjectsAfter, writeSize, writeSizeRange } from "../panel/frames/figures.ts";
import type { Snapshot } from "../panel/store/state.ts";
import type { ViewerAbout } from "../panel/store/viewer-file.ts";
import { HelpNote } from "../panel/views/parts/help-note.tsx";

interface ViewerHeadProps {
  readonly about: ViewerAbout;
  readonly snapshot: Snapshot;
}

/** What was measured, when, and what there is to know before one looks at it. */
export function ViewerHead({ about, snapshot }: ViewerHeadProps) {
  const { title, pages, takenAt, sides, caveats, changes, part, limits, exportedAt, version } = about;
  const times = sides.length === 0 ? [takenAt] : sides.map((side) => side.takenAt);
  const known = times.filter((time) => time !== null).map(writeTime);
  return (
    <header class="viewer-head">
      <div class="viewer-line">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <HelpNote about="this file">
          <p>
            Exported {writeTime(exportedAt)} by Allocative {version}, a memory profiler in DevTools. The file has names
            of fields, types, functions and scripts, with their sizes, and no values. It loads nothing from the network.
          </p>
          {limits.map((limit) => (
            <p key={limit}>{limit}</p>
          ))}
        </HelpNote>
        {pages.map((page) => (
          <bdi key={page} class="viewer-page">
            {page}
          </bdi>
        ))}
        <span>{writeFigures(snapshot)}</span>
        {known.length > 0 && <span class="quiet">{known.join(" → ")}</span>}
      </div>
      {part !== null && (
        <p>
          Only <bdi>{part}</bdi> and what it holds.
        </p>
      )}
      {changes.length > 0 && (
        <p>
          Changed before the export: <bdi>{changes.join(", ")}</bdi>.
        </p>
      )}
      {caveats.map((caveat) => (
        <p key={caveat}>
          <bdi>{caveat}</bdi>
        </p>
      ))}
    </header>
  );
}

function writeFigures({ derived }: Snapshot): string {
  const { changes, totalSize, totalMaxSize, objectCount } = derived;
  if (changes === null) return `${writeSizeRange(totalSize, totalMaxSize)}${writeObjectsAfter(objectCount)}`;
  const { before, after } = totalsOfChange(changes, TOP_BOX, "size");
  return `${writeSize(before)} → ${writeSize(after)}: ${writeDelta(after - before)} (${writeChange(before, after)})`;
}

function writeTime(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
