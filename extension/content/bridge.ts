import { type BridgeMessage, HAND_OVER_EVENT, NEXT_BRIDGE_ID, portNameOf } from "../protocol/names.ts";

/*
 * The bridge, in the isolated world: joins the agent's channel to the panel's port and passes everything on unread. It serves one connection, that of the injection
 * that brought it; the panel injects another for the next, and that one retires it.
 */

interface Port {
  readonly name: string;
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** The global of the isolated world, which no script of the page can reach. */
interface IsolatedWorld {
  readonly browser?: unknown;
  readonly chrome?: unknown;
  [NEXT_BRIDGE_ID]?: string;
  allocativeRetireBridge?: () => void;
}

const world = globalThis as IsolatedWorld;
/* Chromium before 148 and Firefox know one of the two names each; the polyfill would be larger than the bridge. */
const { runtime } = (world.browser ?? world.chrome) as {
  runtime: {
    onConnect: {
      addListener(listener: (port: Port) => void): void;
      removeListener(listener: (port: Port) => void): void;
    };
  };
};
const portName = portNameOf(String(world[NEXT_BRIDGE_ID]));

let agent: MessagePort | undefined;

function say(message: BridgeMessage): void {
  agent?.postMessage(message);
}

function takeOver(event: Event): void {
  const [port] = (event as MessageEvent).ports ?? [];
  if (!(port instanceof MessagePort)) return;
  document.removeEventListener(HAND_OVER_EVENT, takeOver);
  event.preventDefault();
  agent = port;
  say({ type: "pristine-globals", names: pristineNames() });
}

/** The isolated world of a document has global objects that no script of the page has touched: in Chromium one, in Firefox its own, and behind that the document's. Firefox shows `netscape` to pages alone. */
function pristineNames(): string[] {
  const names = Object.getOwnPropertyNames(globalThis);
  return globalThis === window ? names : names.concat("netscape", Object.getOwnPropertyNames(window));
}

function connect(panel: Port): void {
  if (panel.name !== portName) return;
  stopListening();
  if (agent === undefined) {
    panel.disconnect();
    return;
  }
  const channel = agent;
  panel.onMessage.addListener((message) => channel.postMessage(message));
  panel.onDisconnect.addListener(retire);
  channel.onmessage = (event: MessageEvent) => {
    try {
      panel.postMessage(event.data);
    } catch {
      /* The extension was updated: nothing can be said to a panel any more, and an error would stand in the page's console. */
      agent?.close();
    }
  };
}

function stopListening(): void {
  runtime.onConnect.removeListener(connect);
  document.removeEventListener(HAND_OVER_EVENT, takeOver);
}

function retire(): void {
  stopListening();
  say({ type: "panel-gone" });
  agent?.close();
}

world.allocativeRetireBridge?.();
world.allocativeRetireBridge = retire;
document.addEventListener(HAND_OVER_EVENT, takeOver);
runtime.onConnect.addListener(connect);
