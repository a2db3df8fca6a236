import type { ScriptScopes } from "../../scopes/script-scopes.ts";
import { analyseScript } from "../../scopes/sources/analyse-script.ts";

/** What the source of a script says about its scopes; `undefined` where it does not parse. */
export async function analyseSource(source: string, _scriptUrl: string): Promise<ScriptScopes | undefined> {
  try {
    return analyseScript(source);
  } catch {
    return undefined;
  }
}
