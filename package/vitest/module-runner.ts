import type { Analyse } from "../../extension/scopes/page-scripts.ts";
import type { ScriptScopes } from "../../extension/scopes/script-scopes.ts";
import { analyseHere } from "../page/read-sources.ts";

/** Vite's module runner puts each module into a function that takes what the module imports. */
const WRAPPER = /^(?:["']use strict["'];\s*)?async\s*\(\s*__vi/;

/** What a script of a project says, whose folder is given with a slash at the end. The function that stands for a module runs once: its variables are the module's. */
export function analyseModulesOf(folder: string): Analyse {
  const prefix = folder.replace(/^\//, "");
  return async (source, kind, map) => {
    const said = await analyseHere(source, kind, map);
    return said && withPathsBelow(prefix, WRAPPER.test(source) ? asModule(said) : said);
  };
}

function asModule(said: ScriptScopes): ScriptScopes {
  const [outermost, ...others] = said.scopes;
  return outermost === undefined ? said : { ...said, scopes: [{ ...outermost, runs: "once" }, ...others] };
}

/** The maps of Vite name files beside the script, whose address is a path on this machine. */
function withPathsBelow(prefix: string, said: ScriptScopes): ScriptScopes {
  const { original } = said;
  if (original === undefined) return said;
  const sources = original.sources.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
  return { ...said, original: { ...original, sources } };
}

/** Names that Vitest has on the global object. */
export function isForeignName(name: string): boolean {
  return /^__(?:vi|VITE)/.test(name);
}
