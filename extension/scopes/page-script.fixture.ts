import type { PageScript } from "./page-scripts.ts";
import { analyseScript } from "./sources/analyse-script.ts";

/** A script of a page at https://app.example/, as the debugger has it. */
export function scriptOf(source: string, id = "1", kind: "module" | "script" = "module"): PageScript {
  const lineStarts = [0];
  for (const { index } of source.matchAll(/\n/g)) lineStarts.push(index + 1);
  return {
    id,
    context: 1,
    url: `https://app.example/${id}.js`,
    scopes: analyseScript(source, kind),
    mentionsWeakMap: false,
    lineStarts: Uint32Array.from(lineStarts),
    startLine: 0,
    startColumn: 0,
  };
}
