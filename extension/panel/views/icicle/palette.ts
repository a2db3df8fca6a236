import { useEffect, useState } from "preact/hooks";
import type { Look } from "../../icicle/box-style.ts";
import type { Palette } from "../../icicle/colour.ts";
import { FORCED_PALETTE } from "../../icicle/colour.ts";
import { usePanelState } from "../parts/panel-context.ts";

const FORCED_COLORS = "(forced-colors: active)";

/** The colours of the icicle in the theme of the moment. */
export function usePalette({ light, dark }: Pick<Look, "light" | "dark">): Palette {
  const theme = usePanelState((state) => state.theme);
  const [isForced, setForced] = useState(() => matchMedia(FORCED_COLORS).matches);
  useEffect(() => {
    const query = matchMedia(FORCED_COLORS);
    const onChange = (): void => setForced(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  if (isForced) return FORCED_PALETTE;
  return theme === "dark" ? dark : light;
}
