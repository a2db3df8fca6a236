import { TOP_BOX } from "../../frames/box.ts";
import { uncertaintyOf } from "../../icicle/uncertainty.ts";
import type { Snapshot } from "../../store/state.ts";
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
    <ul class="legend" aria-label="Colours">
      {look.legend.map((entry, index) => (
        <li key={entry.name} title={entry.meaning}>
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
        <li title={HATCHED.meaning}>
          <span class="swatch dashed" aria-hidden="true" />
          {HATCHED.name}
        </li>
      )}
    </ul>
  );
}
