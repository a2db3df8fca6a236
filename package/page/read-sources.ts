import type { Analyse } from "../../extension/scopes/page-scripts.ts";
import { analyseScript } from "../../extension/scopes/sources/analyse-script.ts";

/** Reads the source of a script here, where the panel has a worker for it. One that does not parse is reported by the caller. */
export const analyseHere: Analyse = async (source, kind, map) => {
  const text = await map;
  try {
    return analyseScript(source, kind, text);
  } catch {
    return undefined;
  }
};
