import { LEGEND } from "../icicle/colour.ts";
import { usePalette } from "./palette.ts";

export function LegendLine() {
  const palette = usePalette();
  return (
    <ul class="legend" aria-label="Colours">
      {LEGEND.map((entry, index) => (
        <li key={entry.name} title={entry.meaning}>
          <span class="swatch" style={{ background: palette.fill[index] }} />
          {entry.name}
        </li>
      ))}
    </ul>
  );
}
