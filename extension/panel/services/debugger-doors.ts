/** What the browser could attach a debugger to: documents and workers of all its tabs. */
export interface BrowserTarget {
  readonly type: string;
  readonly title: string;
  readonly url: string;
}

/** What the browser's debugger does for one tab. Promises reject with the browser's words. */
export interface DebuggerDoors {
  attach(): Promise<void>;
  detach(): Promise<void>;
  /** Without a session: to the page itself; else to a target below it, of that flat session. */
  send(session: string | undefined, method: string, params: object): Promise<unknown>;
  /** Attached to or not. */
  listTargets(): Promise<readonly BrowserTarget[]>;
  onEvent(listener: (session: string | undefined, event: string, params: unknown) => void): void;
  /** `"canceled_by_user"` where the user closed the browser's information bar. Not called after `detach`. */
  onDetach(listener: (reason: string) => void): void;
}

interface Target {
  readonly tabId: number;
  readonly sessionId?: string;
}

interface Listeners<Arguments extends readonly unknown[]> {
  addListener(listener: (...parts: Arguments) => void): void;
}

/** The part of `chrome.debugger` that the panel uses; the polyfill has none of it. */
interface DebuggerApi {
  attach(target: Target, protocolVersion: string): Promise<void>;
  detach(target: Target): Promise<void>;
  sendCommand(target: Target, method: string, params: object): Promise<unknown>;
  getTargets(): Promise<readonly BrowserTarget[]>;
  readonly onEvent: Listeners<[source: Partial<Target>, event: string, params?: unknown]>;
  readonly onDetach: Listeners<[source: Partial<Target>, reason: string]>;
}

const PROTOCOL_VERSION = "1.3";

/** Those of a tab; `null` in the build without the permission. */
export function debuggerDoors(tabId: number): DebuggerDoors | null {
  const { chrome } = globalThis as { readonly chrome?: { readonly debugger?: DebuggerApi } };
  const api = chrome?.debugger;
  if (api === undefined) return null;
  const isThisTab = (source: Partial<Target>): boolean => source.tabId === tabId;
  return {
    attach: () => api.attach({ tabId }, PROTOCOL_VERSION),
    detach: () => api.detach({ tabId }),
    send: (session, method, params) =>
      api.sendCommand(session === undefined ? { tabId } : { tabId, sessionId: session }, method, params),
    listTargets: () => api.getTargets(),
    onEvent: (listener) =>
      api.onEvent.addListener((source, event, params) => {
        if (isThisTab(source)) listener(source.sessionId, event, params);
      }),
    /* The end of a session below it is an event of the tab's. */
    onDetach: (listener) =>
      api.onDetach.addListener((source, reason) => {
        if (isThisTab(source)) listener(reason);
      }),
  };
}
