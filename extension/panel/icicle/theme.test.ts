import { expect, test } from "vitest";
import { contrastOf } from "./colour.ts";
import * as firefox from "./theme.firefox.ts";
import * as chromium from "./theme.ts";

const THEMES = [
  ["light", chromium.LIGHT],
  ["dark", chromium.DARK],
  ["light, of Firefox", firefox.LIGHT],
  ["dark, of Firefox", firefox.DARK],
] as const;

test.each(THEMES)("words have the contrast of WCAG AA on pages and bars, in the %s theme", (_, { css }) => {
  for (const background of [css.surface, css.bar])
    for (const words of [css.text, css.quiet, css.accent, css.failure, css.grown, css.shrunk])
      expect(contrastOf(words, background)).toBeGreaterThanOrEqual(4.5);
  expect(contrastOf(css["on-accent"], css.accent)).toBeGreaterThanOrEqual(4.5);
  expect(contrastOf(css.failure, css["failure-surface"])).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)("controls have an edge that stands out, in the %s theme", (_, { css }) => {
  expect(contrastOf(css["control-line"], css.control)).toBeGreaterThanOrEqual(2);
});

test.each(THEMES.slice(2))("selected rows take white words, in the %s theme", (_, { css }) => {
  expect(contrastOf("#ffffff", css["row-selected"])).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)("boxes and lines stand out from the page, in the %s theme", (_, { css, lines }) => {
  for (const line of lines) expect(contrastOf(line, css.surface)).toBeGreaterThanOrEqual(3);
});
