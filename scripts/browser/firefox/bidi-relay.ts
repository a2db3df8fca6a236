import type { AddressInfo } from "node:net";
import path from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { BidiSocket } from "./bidi-socket.ts";

interface BidiEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Playwright puts a function on the global object of each page, which would be a root of every snapshot. A property without a value is none. The
 * words stand in a text of JSON, so they have no quotes.
 */
const PLAYWRIGHT_GLOBAL = "window.__pw_bidiInsertText = (text) =>";
const PLAYWRIGHT_GETTER =
  "window.__defineGetter__(/__pw_bidiInsertText/.source, () => insertText); const insertText = (text) =>";

/**
 * Stands between Playwright and Firefox, and passes their messages on. So commands of our own go the same way, and Playwright hears of the
 * panel, of which Firefox keeps silent. Where Firefox and Playwright understand each other badly, it translates.
 */
export class BidiRelay {
  readonly firefox: BidiSocket;
  readonly #server: WebSocketServer;
  #playwright: WebSocket | undefined;
  /** Downloads that have begun, by their addresses. */
  readonly #downloads = new Map<unknown, BidiEvent>();

  private constructor(firefox: BidiSocket, server: WebSocketServer) {
    this.firefox = firefox;
    this.#server = server;
  }

  static async start(address: string): Promise<BidiRelay> {
    const firefox = await BidiSocket.connect(address);
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
    const relay = new BidiRelay(firefox, server);
    server.on("connection", (playwright) => relay.#accept(playwright));
    firefox.onMessage((text) => relay.#fromFirefox(text));
    firefox.onClose(() => server.clients.forEach((client) => void client.close()));
    return relay;
  }

  /** For Playwright. */
  get address(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Lets Playwright believe that Firefox sent an event. */
  announce(method: string, params: Readonly<Record<string, unknown>>): void {
    this.#playwright?.send(JSON.stringify({ type: "event", method, params }));
  }

  close(): void {
    this.firefox.close();
    this.#server.close();
  }

  #accept(playwright: WebSocket): void {
    this.#playwright = playwright;
    playwright.on("message", (data) => {
      const text = String(data);
      const { id, method, params } = JSON.parse(text);
      /* Firefox ESR 153 does not know this command yet, which Playwright sends also to leave things as they are. */
      if (method === "emulation.setMediaFeaturesOverride" && params.features["prefers-color-scheme"] === null) {
        playwright.send(JSON.stringify({ type: "success", id, result: {} }));
      } else {
        this.firefox.forward(text.replace(PLAYWRIGHT_GLOBAL, PLAYWRIGHT_GETTER));
      }
    });
  }

  #fromFirefox(text: string): void {
    const message = JSON.parse(text);
    if (message.type !== "event") this.#playwright?.send(text);
    else for (const { method, params } of this.#translate(message)) this.announce(method, params);
  }

  #translate(event: BidiEvent): readonly BidiEvent[] {
    const { method, params } = event;
    switch (method) {
      case "browsingContext.contextCreated":
        /* Windows of Firefox itself are no pages. */
        return params["moz:scope"] === "chrome" ? [] : [event];
      case "browsingContext.downloadWillBegin":
        this.#downloads.set(params.url, event);
        return [];
      case "browsingContext.downloadEnd":
        return this.#downloaded(event);
      default:
        return [event];
    }
  }

  /** Playwright wants a number for each download, and looks for the file under the name that its beginning gave; Firefox may have found another. */
  #downloaded({ method, params }: BidiEvent): readonly BidiEvent[] {
    const begun = this.#downloads.get(params.url);
    if (begun === undefined) return [];
    this.#downloads.delete(params.url);
    const file = typeof params.filepath === "string" ? path.basename(params.filepath) : begun.params.suggestedFilename;
    return [
      { method: begun.method, params: { ...begun.params, download: params.url, suggestedFilename: file } },
      { method, params: { ...params, download: params.url } },
    ];
  }
}
