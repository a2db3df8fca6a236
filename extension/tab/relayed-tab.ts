import browser from "webextension-polyfill";
import type { ExtensionPort } from "../protocol/message-adapter.ts";
import type { InspectedTab } from "./inspected-tab.ts";
import { type RelayAnswer, type RelayedMethod, type RelayQuestion, relayedPortName } from "./relay-messages.ts";

/** The browser ends the relay when it has heard nothing for 30 seconds, and with it the ports. */
const WAKING_MS = 15_000;
/** How often the state of a tab that loads is asked for. */
const LOADING_STEP_MS = 200;

/** By the relay. */
export function relayedTab(tabId: number): InspectedTab {
  const open = new Set<ExtensionPort>();
  const updated: ((status: string | undefined) => void)[] = [];
  let navigations = 0;
  let waking: ReturnType<typeof setInterval> | undefined;

  function opened(port: ExtensionPort): void {
    open.add(port);
    /* Where the relay ended, its ports say so. */
    waking ??= setInterval(() => void ask("state").catch(() => {}), WAKING_MS);
  }

  function closed(port: ExtensionPort): void {
    open.delete(port);
    if (open.size > 0) return;
    clearInterval(waking);
    waking = undefined;
  }

  async function ask<Method extends RelayedMethod>(
    method: Method,
    ...args: Parameters<InspectedTab[Method]>
  ): Promise<Awaited<ReturnType<InspectedTab[Method]>>> {
    const question: RelayQuestion<Method> = { tabId, method, args };
    const answer: RelayAnswer = await browser.runtime.sendMessage(question);
    if ("refusal" in answer) throw new Error(answer.refusal);
    return answer.value as Awaited<ReturnType<InspectedTab[Method]>>;
  }

  /** A panel hears of navigations, and not when their pages have loaded. */
  async function waitUntilLoaded(): Promise<void> {
    const own = ++navigations;
    for (;;) {
      const { status } = await ask("state").catch(() => ({ status: undefined }));
      if (own !== navigations) return;
      if (status !== "loading") {
        for (const listener of updated) listener(status);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, LOADING_STEP_MS));
    }
  }

  return {
    id: tabId,
    inject: (target, script) => ask("inject", target, script),
    state: () => ask("state"),
    mayAccess: (origin) => ask("mayAccess", origin),
    openTabs: () => ask("openTabs"),

    openPort(name, documentId) {
      const port = browser.runtime.connect({ name: relayedPortName({ tabId, name, documentId }) });
      opened(port);
      port.onDisconnect.addListener(() => closed(port));
      return {
        postMessage: (message) => port.postMessage(message),
        onMessage: port.onMessage,
        onDisconnect: port.onDisconnect,
        disconnect() {
          closed(port);
          port.disconnect();
        },
      };
    },

    onUpdated(listener) {
      if (updated.length === 0) browser.devtools.network.onNavigated.addListener(waitUntilLoaded);
      updated.push(listener);
    },
  };
}
