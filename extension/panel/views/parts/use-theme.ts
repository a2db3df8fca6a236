import { useLayoutEffect } from "preact/hooks";
import { DARK, LIGHT } from "../../icicle/theme.ts";
import { usePanelState } from "./panel-context.ts";

/** Gives the document the theme of DevTools: its name, and the colours as custom properties. */
export function useTheme(): void {
  const theme = usePanelState((state) => state.theme);
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    dataset.theme = theme;
    const { css } = theme === "dark" ? DARK : LIGHT;
    for (const [name, colour] of Object.entries(css)) style.setProperty(`--${name}`, colour);
  }, [theme]);
}
