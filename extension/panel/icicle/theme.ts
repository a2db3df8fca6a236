/**
 * The colours of the panel, all of them. What canvas and CSS share stands here once: CSS reads `css` as custom
 * properties of the same names, which the panel sets on the document.
 */
export interface ThemeColours {
  readonly css: CssColours;
  /** Lines of a chart over time, as far apart as they can be, each with a contrast of 3 : 1 to the surface. */
  readonly lines: readonly string[];
  readonly icicle: IcicleColours;
}

interface CssColours {
  readonly surface: string;
  readonly bar: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly control: string;
  readonly "control-line": string;
  readonly hover: string;
  readonly accent: string;
  readonly "on-accent": string;
  readonly "accent-hover": string;
  readonly "row-selected": string;
  readonly share: string;
  readonly failure: string;
  readonly "failure-surface": string;
  readonly grown: string;
  readonly shrunk: string;
  /** Outline of what a search found, in tables and in the icicle. */
  readonly match: string;
  readonly outline: string;
  readonly "swatch-line": string;
  /** Over all that is behind a dialog. */
  readonly veil: string;
  readonly shadow: string;
}

interface IcicleColours {
  readonly ink: string;
  readonly mutedInk: string;
  /** Fills of boxes by their class, in the order of the legend. */
  readonly fills: readonly string[];
  /** The same in a diff. */
  readonly changeFills: readonly string[];
  /** By share of all growth, from none to most, and of all that shrank. */
  readonly growthFills: readonly string[];
  readonly shrunkFills: readonly string[];
}

/*
 * Fills: hues after Paul Tol's "light" scheme, which stays distinct in the common kinds of colour blindness; neighbours
 * in the tree (object, field, storage) differ in lightness too. Of a diff: orange and blue stay two colours in all of
 * these kinds; the more it changed, the stronger. A test checks the contrast of every label.
 */
export const LIGHT: ThemeColours = {
  css: {
    surface: "#ffffff",
    bar: "#f1f4f9",
    text: "#1f1f1f",
    quiet: "#5c6066",
    line: "#d5d9e0",
    control: "#ffffff",
    "control-line": "#aeb4bd",
    hover: "#1f1f1f14",
    accent: "#0b57d0",
    "on-accent": "#ffffff",
    "accent-hover": "#0842a0",
    "row-selected": "#d3e3fd",
    share: "#a8c7fa8c",
    failure: "#b3261e",
    "failure-surface": "#fceeee",
    grown: "#9a4f00",
    shrunk: "#1b5ea8",
    match: "#6b004d",
    outline: "#0b57d0",
    "swatch-line": "#8080808c",
    veil: "#0006",
    shadow: "0 2px 8px #0000003d",
  },
  lines: ["#1f1f1f", "#0b57d0", "#b3450b", "#1b7f4b", "#8a2f7d", "#8a6d00", "#0f7b86", "#b3261e"],
  icicle: {
    ink: "#1a1c20",
    mutedInk: "#4c5056",
    fills: ["#b9bfe8", "#f0b8cc", "#8fbbe8", "#c9dcf2", "#a5dcc0", "#efcf8e", "#f7eccf", "#f0a58c", "#d9dbde"],
    changeFills: ["#eceef0", "#fad9ae", "#f6b972", "#ec9438", "#bfdaf6", "#8bb9ea", "#2f6fb5", "#c9ccd1"],
    growthFills: ["#f3f5f6", "#f8be7b", "#f28911", "#c46d0a"],
    shrunkFills: ["#f3f5f6", "#a7cdf2", "#67a8e9", "#2a85e1"],
  },
};

export const DARK: ThemeColours = {
  css: {
    surface: "#282828",
    bar: "#3c3c3c",
    text: "#e3e3e3",
    quiet: "#b4b8be",
    line: "#4f5257",
    control: "#282828",
    "control-line": "#777b82",
    hover: "#ffffff1a",
    accent: "#a8c7fa",
    "on-accent": "#062e6f",
    "accent-hover": "#c3d8fb",
    "row-selected": "#004a77",
    share: "#4f77b28c",
    failure: "#f9aba4",
    "failure-surface": "#442a28",
    grown: "#ffb163",
    shrunk: "#93c1f5",
    match: "#ffd0f3",
    outline: "#ffffff",
    "swatch-line": "#8080808c",
    veil: "#0006",
    shadow: "0 2px 10px #000000a6",
  },
  lines: ["#e3e3e3", "#8ab4f8", "#f5a25d", "#6fd3a0", "#e39bd8", "#d9c85a", "#62cfda", "#f59a94"],
  icicle: {
    ink: "#ffffff",
    mutedInk: "#c4c7cc",
    fills: ["#5a5f9e", "#8c4565", "#2f6499", "#3d4f63", "#2c6b53", "#7a5a1c", "#4a4231", "#9a4a34", "#505357"],
    changeFills: ["#45484c", "#6a4a22", "#7f5212", "#9c5400", "#2d4f75", "#2a66a4", "#8ab8ea", "#5c6065"],
    growthFills: ["#212324", "#5a390d", "#7f5012", "#a66818"],
    shrunkFills: ["#212324", "#1b416b", "#255c96", "#3178c4"],
  },
};
