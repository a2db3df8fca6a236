import { TOP_BOX } from "../../frames/box.ts";
import { uncertaintyOf } from "../../icicle/uncertainty.ts";
import type { Snapshot } from "../../store/state.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";
import { usePalette } from "./palette.ts";
import "./legend-line.css";

const HATCHED = {
  name: "Uncertain",
  meaning: "Room that the engine may keep beyond what the layout needs; JavaScript cannot see how much of it there is",
};

export function LegendLine({ snapshot }: { readonly snapshot: Snapshot }) {
  const arrangement = useArrangement(snapshot);
  const { frames, measure } = arrangement;
  const look = useLook(snapshot, arrangement);
  const palette = usePalette(look);
  /* The system's own colours have no other for it than that of the background. */
  const borderColor = palette.edge ?? palette.fill[look.hollowClass];
  const isHatched = look.hasHatches && measure !== "count" && uncertaintyOf(frames, TOP_BOX) > 0;
  return (
    <ul class="legend" aria-label="Colours">
      {look.legend.map((entry, index) => (
        <li key={entry.name} title={entry.meaning}>
          <span
            class={index === look.hollowClass ? "swatch hollow" : "swatch"}
            style={index === look.hollowClass ? { borderColor } : { background: palette.fill[index] }}
          />
          {entry.name}
        </li>
      ))}
      {isHatched && (
        <li title={HATCHED.meaning}>
          <span class="swatch hatched" />
          {HATCHED.name}
        </li>
      )}
    </ul>
  );
}
