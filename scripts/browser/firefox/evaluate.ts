import type { BidiSocket } from "./bidi-socket.ts";

interface Evaluated {
  readonly type: string;
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** The value of an expression in a document, which must be a string; a promise is waited for. */
export async function evaluateIn(socket: BidiSocket, context: string, expression: string): Promise<string> {
  const target = { context };
  const answer = (await socket.send("script.evaluate", { expression, target, awaitPromise: true })) as Evaluated;
  if (answer.type !== "success") throw new Error(`The page threw: ${answer.exceptionDetails?.text}`);
  const value = answer.result?.value;
  if (typeof value !== "string") throw new Error(`${expression.slice(0, 200)} did not give a string.`);
  return value;
}

/** The same in the first window of Firefox itself, where `ChromeUtils`, `Services` and `gBrowser` are. */
export async function evaluatePrivileged(socket: BidiSocket, expression: string): Promise<string> {
  const { contexts } = (await socket.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 })) as {
    readonly contexts: readonly { readonly context: string; readonly url: string }[];
  };
  const window = contexts.find(({ url }) => url === "chrome://browser/content/browser.xhtml");
  if (window === undefined) throw new Error("Firefox has no window.");
  return evaluateIn(socket, window.context, expression);
}
