import type { Analyse } from "../../extension/scopes/page-scripts.ts";
import { analyseHere } from "../page/read-sources.ts";

/** Vite's module runner puts each module into a function that takes what the module imports. */
const WRAPPER = /^(?:["']use strict["'];\s*)?async\s*\(\s*__vi/;

/** What a script says, where the function that stands for a module runs once: its variables are the module's. */
export const analyseModule: Analyse = async (source, kind, map) => {
  const said = await analyseHere(source, kind, map);
  if (said === undefined || !WRAPPER.test(source)) return said;
  const [outermost, ...others] = said.scopes;
  if (outermost === undefined) return said;
  return { ...said, scopes: [{ ...outermost, runs: "once" }, ...others] };
};

/** Names that Vitest has on the global object. */
export function isForeignName(name: string): boolean {
  return /^__(?:vi|VITE)/.test(name);
}
