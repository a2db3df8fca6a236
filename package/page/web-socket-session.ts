import WebSocket from "ws";
import type { Session } from "../../extension/scopes/session.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { MessageSession } from "./message-session.ts";

/** A session with an inspector that listens at an address. */
export interface ListeningSession extends Session {
  close(): void;
}

/** Longest wait for an inspector that answers. */
const CONNECT_MS = 10_000;

interface ListedTarget {
  readonly webSocketDebuggerUrl?: string;
}

/** Opens a session with the inspector at `ws://…`, or with the first one that `http://…` lists. Rejects with an ExpectedError that says what to do. */
export async function connectToInspector(address: string): Promise<ListeningSession> {
  const url = /^wss?:/.test(address) ? address : await listedAt(address);
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 0 });
  const session = new MessageSession((message) => socket.send(message));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.terminate();
      reject(new ExpectedError(noInspector(address, "it does not answer")));
    }, CONNECT_MS);
    socket.on("open", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.on("error", (error) => {
      clearTimeout(timer);
      reject(new ExpectedError(noInspector(address, error.message)));
    });
  });
  socket.on("message", (data) => session.receive(data.toString()));
  socket.on("close", () => session.end("the inspector closed the connection"));
  return {
    send: (method, params) => session.send(method, params),
    on: (event, listener) => session.on(event, listener),
    close: () => socket.close(),
  };
}

async function listedAt(address: string): Promise<string> {
  if (!/^https?:/.test(address) || !URL.canParse(address)) {
    throw new ExpectedError(
      `"${address}" is not the address of an inspector, such as ws://127.0.0.1:9229/… or http://127.0.0.1:9229.`,
    );
  }
  let listed: readonly ListedTarget[];
  try {
    const response = await fetch(new URL("/json/list", address), { signal: AbortSignal.timeout(CONNECT_MS) });
    listed = (await response.json()) as readonly ListedTarget[];
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly message?: string } };
    throw new ExpectedError(noInspector(address, cause?.message || message));
  }
  const url = listed.find(({ webSocketDebuggerUrl }) => webSocketDebuggerUrl !== undefined)?.webSocketDebuggerUrl;
  if (url === undefined) throw new ExpectedError(noInspector(address, "it lists nothing to inspect"));
  return url;
}

function noInspector(address: string, reason: string): string {
  return `There is no inspector at ${address}: ${reason}. Start the process with node --inspect.`;
}
