import type { ScriptScopes } from "../../scopes/script-scopes.ts";

/** What the source of a script says about its scopes; `undefined` where it does not parse. */
export async function analyseSource(_source: string, _scriptUrl: string): Promise<ScriptScopes | undefined> {
  return undefined;
}
