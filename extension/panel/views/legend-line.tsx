import { LEGEND } from "../icicle/colour.ts";
import { usePalette } from "./palette.ts";
import { usePanelState } from "./panel-context.ts";

const HATCHED = {
  name: "Uncertain",
  meaning: "Room that the engine may keep beyond what the layout needs; JavaScript cannot see how much of it there is",
};

export function LegendLine() {
  const palette = usePalette();
  const measure = usePanelState((state) => state.measure);
  return (
    <ul class="legend" aria-label="Colours">
      {LEGEND.map((entry, index) => (
        <li key={entry.name} title={entry.meaning}>
          <span class="swatch" style={{ background: palette.fill[index] }} />
          {entry.name}
        </li>
      ))}
      {measure !== "count" && (
        <li title={HATCHED.meaning}>
          <span class="swatch hatched" />
          {HATCHED.name}
        </li>
      )}
    </ul>
  );
}
