import { DARK as CHROMIUM_DARK, LIGHT as CHROMIUM_LIGHT, type ThemeColours } from "./theme.ts";

/* The values of Firefox's own DevTools: resource://devtools/client/themes/variables.css, whose names stand beside them. Boxes and charts have the colours that they have everywhere. */
export const LIGHT: ThemeColours = {
  ...CHROMIUM_LIGHT,
  css: {
    ...CHROMIUM_LIGHT.css,
    surface: "#ffffff" /* body-background */,
    bar: "#f9f9fa" /* toolbar-background */,
    text: "#38383d" /* body-color */,
    quiet: "#5c5c5f" /* comment */,
    line: "#e0e0e2" /* splitter-color */,
    control: "#ffffff",
    "control-line": "#939395" /* grey-45 */,
    hover: "#38383d24" /* toolbarbutton-hover-background */,
    accent: "#0060df" /* toolbar-selected-color */,
    "on-accent": "#ffffff",
    "accent-hover": "#003eaa" /* blue-70 */,
    "row-selected": "#0074e8" /* selection-background */,
    share: "#0074e840",
    failure: "#a4000f" /* error-color */,
    "failure-surface": "#fdf2f5" /* error-background */,
    outline: "#0060df",
  },
};

export const DARK: ThemeColours = {
  ...CHROMIUM_DARK,
  css: {
    ...CHROMIUM_DARK.css,
    surface: "#232327" /* body-background */,
    bar: "#18181a" /* toolbar-background */,
    text: "#b1b1b3" /* body-color */,
    quiet: "#939395" /* comment */,
    line: "#38383d" /* splitter-color */,
    control: "#232327",
    "control-line": "#737373" /* grey-50 */,
    hover: "#b1b1b324" /* toolbarbutton-hover-background */,
    accent: "#75bfff" /* link-color */,
    "on-accent": "#0c0c0d" /* grey-90 */,
    "accent-hover": "#a6d5ff",
    "row-selected": "#204e8a" /* selection-background */,
    share: "#75bfff33",
    failure: "#ffb3d2" /* error-color */,
    "failure-surface": "#4b2f35" /* error-background */,
  },
};
