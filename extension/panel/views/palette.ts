import { useEffect, useState } from "preact/hooks";
import type { Palette } from "../icicle/colour.ts";
import { DARK_PALETTE, FORCED_PALETTE, LIGHT_PALETTE } from "../icicle/colour.ts";
import { usePanelState } from "./panel-context.ts";

const FORCED_COLORS = "(forced-colors: active)";

/** The colours of the icicle in the theme of the moment. */
export function usePalette(): Palette {
  const theme = usePanelState((state) => state.theme);
  const [isForced, setForced] = useState(() => matchMedia(FORCED_COLORS).matches);
  useEffect(() => {
    const query = matchMedia(FORCED_COLORS);
    const onChange = (): void => setForced(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  if (isForced) return FORCED_PALETTE;
  return theme === "dark" ? DARK_PALETTE : LIGHT_PALETTE;
}
