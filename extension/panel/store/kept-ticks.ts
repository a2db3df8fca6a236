import type { Ticks } from "./ticks.ts";

/** The sites that were changed last, and what was ticked at each. */
const MAX_SITES = 100;
const MAX_TICKS = 200;
const MAX_KEY_LENGTH = 300;

interface SiteTicks {
  readonly site: string;
  readonly ticks: readonly (readonly [key: string, isTicked: boolean])[];
}

/** As it is stored; the site that was changed last is at the end. */
export type KeptTicks = readonly SiteTicks[];

/** Another version of the panel may have written them: entries that are not valid are left out. */
export function parseKeptTicks(stored: unknown): KeptTicks {
  return Array.isArray(stored) ? stored.flatMap((one) => parseSite(one)) : [];
}

function parseSite(stored: unknown): readonly SiteTicks[] {
  if (typeof stored !== "object" || stored === null) return [];
  const { site, ticks } = stored as Partial<Record<keyof SiteTicks, unknown>>;
  if (typeof site !== "string" || !Array.isArray(ticks)) return [];
  return [{ site, ticks: ticks.filter((one) => isTick(one)) }];
}

function isTick(value: unknown): value is readonly [string, boolean] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && typeof value[1] === "boolean";
}

/** With those of the site in place of the ones before; the site that was changed longest ago makes room. */
export function withTicksOf(kept: KeptTicks, site: string, ticks: Ticks): KeptTicks {
  const others = kept.filter((one) => one.site !== site);
  const own = [...ticks].filter(([key]) => key.length <= MAX_KEY_LENGTH).slice(-MAX_TICKS);
  return (own.length === 0 ? others : [...others, { site, ticks: own }]).slice(-MAX_SITES);
}
