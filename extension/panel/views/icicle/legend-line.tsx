import { TOP_BOX } from "../../frames/box.ts";
import { uncertaintyOf } from "../../icicle/uncertainty.ts";
import type { Snapshot } from "../../store/state.ts";
import { HelpNote } from "../parts/help-note.tsx";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";
import { usePalette } from "./palette.ts";
import "./legend-line.css";

const HATCHED = {
  name: "May be unused",
  meaning: "Room that the engine may keep beyond what the layout needs; JavaScript cannot see how much of it there is",
};

export function LegendLine({ snapshot }: { readonly snapshot: Snapshot }) {
  const arrangement = useArrangement(snapshot);
  const { frames, measure } = arrangement;
  const look = useLook(snapshot, arrangement);
  const palette = usePalette(look);
  const isHatched = look.hasHatches && measure !== "count" && uncertaintyOf(frames, TOP_BOX) > 0;
  return (
    <div class="legend-line">
      <ul class="legend" aria-label="Colours">
        {look.legend.map((entry, index) => (
          <li key={entry.name}>
            <span
              class="swatch"
              style={{
                background: index === look.hollowClass ? palette.background : palette.fill[index],
                borderColor: palette.edge[index],
                color: palette.ink[index],
              }}
              aria-hidden="true"
            >
              {entry.letter}
            </span>
            {entry.name}
          </li>
        ))}
        {isHatched && (
          <li>
            <span class="swatch dashed" aria-hidden="true" />
            {HATCHED.name}
          </li>
        )}
      </ul>
      <HelpNote about="the colours">
        <dl>
          {(isHatched ? [...look.legend, HATCHED] : look.legend).map(({ name, meaning }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </HelpNote>
    </div>
  );
}
