import browser, { type Runtime } from "webextension-polyfill";
import type { ExtensionPort } from "../protocol/message-adapter.ts";
import { directTab } from "./direct-tab.ts";
import { isRelayQuestion, parseRelayedPortName, type RelayAnswer, type RelayQuestion } from "./relay-messages.ts";

/* The relay: Firefox's background script, which has what its panels lack. */

const EXTENSION = browser.runtime.getURL("/");

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  isOfPanel(sender) && isRelayQuestion(message) ? answerTo(message) : undefined,
);

browser.runtime.onConnect.addListener((panel) => {
  if (!isOfPanel(panel.sender)) return;
  const { tabId, name, documentId } = parseRelayedPortName(panel.name);
  const bridge = directTab(tabId).openPort(name, documentId);
  pass(panel, bridge);
  pass(bridge, panel);
});

/** The bridge is in a page, and must not ask for anything. */
function isOfPanel(sender: Runtime.MessageSender | undefined): boolean {
  return sender?.url?.startsWith(EXTENSION) === true;
}

async function answerTo({ tabId, method, args }: RelayQuestion): Promise<RelayAnswer> {
  const ask = directTab(tabId)[method] as (...args: unknown[]) => Promise<unknown>;
  try {
    return { value: await ask(...args) };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

function pass(from: ExtensionPort, to: ExtensionPort): void {
  from.onMessage.addListener((message) => to.postMessage(message));
  from.onDisconnect.addListener(() => to.disconnect());
}
