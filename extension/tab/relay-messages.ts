import type { InspectedTab } from "./inspected-tab.ts";

/** What the panel may have the relay do; ports are opened otherwise. */
export type RelayedMethod = "inject" | "state" | "mayAccess" | "openTabs";

export interface RelayQuestion<Method extends RelayedMethod = RelayedMethod> {
  readonly tabId: number;
  readonly method: Method;
  readonly args: Parameters<InspectedTab[Method]>;
}

/** `refusal`: why it failed, in the browser's words. */
export type RelayAnswer = { readonly value: unknown } | { readonly refusal: string };

const METHODS: readonly string[] = ["inject", "state", "mayAccess", "openTabs"] satisfies RelayedMethod[];

export function isRelayQuestion(message: unknown): message is RelayQuestion {
  const { tabId, method, args } = (message ?? {}) as Partial<Record<keyof RelayQuestion, unknown>>;
  return typeof tabId === "number" && typeof method === "string" && METHODS.includes(method) && Array.isArray(args);
}

/** A port to a bridge, as the relay is asked for it: by the name of the panel's own port. */
export interface RelayedPort {
  readonly tabId: number;
  readonly name: string;
  readonly documentId: string;
}

export function relayedPortName(port: RelayedPort): string {
  return JSON.stringify(port);
}

/** @throws where the name is of no such port. */
export function parseRelayedPortName(text: string): RelayedPort {
  const { tabId, name, documentId } = JSON.parse(text) as Partial<Record<keyof RelayedPort, unknown>>;
  if (typeof tabId !== "number" || typeof name !== "string" || typeof documentId !== "string")
    throw new Error(`a relayed port needs a tab, a name and a document, and not ${text}`);
  return { tabId, name, documentId };
}
