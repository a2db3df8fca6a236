import type { Session } from "../../extension/scopes/session.ts";

interface ParsedScript {
  readonly scriptId: string;
  readonly url: string;
}

/** The sources of the scripts that Node brings: their functions are not the app's. */
export async function sourcesOfNode(session: Session): Promise<readonly string[]> {
  const scripts: ParsedScript[] = [];
  const stop = session.on("Debugger.scriptParsed", (params) => {
    const script = params as ParsedScript;
    if (script.url.startsWith("node:")) scripts.push(script);
  });
  try {
    /* The debugger reports all scripts that there are before it answers. */
    await session.send("Debugger.enable");
    return await Promise.all(
      scripts.map(async ({ scriptId }) => {
        const answer = await session.send("Debugger.getScriptSource", { scriptId });
        return (answer as { readonly scriptSource: string }).scriptSource;
      }),
    );
  } finally {
    stop();
    await session.send("Debugger.disable");
  }
}
