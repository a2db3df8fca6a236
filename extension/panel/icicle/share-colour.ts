import { createPalette, type LegendEntry } from "./colour.ts";
import { DARK, LIGHT } from "./theme.ts";

/** What a colour says where a comparison shows one direction alone: the box's share of all growth, or of all that shrank. */
export const SHARE_NONE = 0;
export const SHARE_SMALL = 1;
export const SHARE_MEDIUM = 2;
export const SHARE_LARGE = 3;

/** From this part of the whole on a share is medium, and large. */
const MEDIUM = 0.1;
const LARGE = 0.5;

export function shareClassOf(share: number): number {
  if (share <= 0) return SHARE_NONE;
  return share < MEDIUM ? SHARE_SMALL : share < LARGE ? SHARE_MEDIUM : SHARE_LARGE;
}

export const GROWTH_LEGEND = legendOf("+", "growth");
export const SHRUNK_LEGEND = legendOf("−", "that shrank");

function legendOf(sign: string, what: string): readonly LegendEntry[] {
  return [
    { name: "0 %", letter: "", meaning: `No part of all ${what} in the chosen measure` },
    { name: `${sign} < 10 %`, letter: "", meaning: `Less than a tenth of all ${what}` },
    { name: `${sign} 10 – 50 %`, letter: "", meaning: `From a tenth to a half of all ${what}` },
    { name: `${sign} ≥ 50 %`, letter: "", meaning: `Half of all ${what}, or more` },
  ];
}

export const LIGHT_GROWTH_PALETTE = createPalette(LIGHT, LIGHT.icicle.growthFills);
export const DARK_GROWTH_PALETTE = createPalette(DARK, DARK.icicle.growthFills);
export const LIGHT_SHRUNK_PALETTE = createPalette(LIGHT, LIGHT.icicle.shrunkFills);
export const DARK_SHRUNK_PALETTE = createPalette(DARK, DARK.icicle.shrunkFills);
