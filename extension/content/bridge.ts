import { BRIDGE_PORT_NAME, HAND_OVER_EVENT, type PristineGlobals } from "../protocol/names.ts";

/*
 * The bridge, in the isolated world: joins the agent's channel to the panel's port and passes everything on unread. It serves one connection; the
 * panel injects another for the next.
 */

/* Chromium before 148 and Firefox know one of the two names each; the polyfill would be larger than the bridge. */
const { runtime } = ((globalThis as { browser?: unknown }).browser ?? (globalThis as { chrome?: unknown }).chrome) as {
  runtime: {
    onConnect: {
      addListener(listener: (port: Port) => void): void;
      removeListener(listener: (port: Port) => void): void;
    };
  };
};

interface Port {
  readonly name: string;
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

let agent: MessagePort | undefined;

function takeOver(event: Event): void {
  const [port] = (event as MessageEvent).ports ?? [];
  if (!(port instanceof MessagePort)) return;
  document.removeEventListener(HAND_OVER_EVENT, takeOver);
  agent = port;
  /* The isolated world of a document has a global object that no script of the page has touched. */
  const pristine: PristineGlobals = { type: "pristine-globals", names: Object.getOwnPropertyNames(globalThis) };
  agent.postMessage(pristine);
}

function connect(panel: Port): void {
  if (panel.name !== BRIDGE_PORT_NAME) return;
  runtime.onConnect.removeListener(connect);
  document.removeEventListener(HAND_OVER_EVENT, takeOver);
  if (agent === undefined) {
    panel.disconnect();
    return;
  }
  const channel = agent;
  panel.onMessage.addListener((message) => channel.postMessage(message));
  panel.onDisconnect.addListener(() => channel.close());
  channel.onmessage = (event: MessageEvent) => panel.postMessage(event.data);
}

document.addEventListener(HAND_OVER_EVENT, takeOver);
runtime.onConnect.addListener(connect);
