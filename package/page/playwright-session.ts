import type { CDPSession } from "playwright";
import { type Session, SessionEndedError } from "../../extension/scopes/session.ts";

/** Playwright's words for a page or a browser that is gone. */
const ENDED = /has been closed|target closed|session closed|detached/i;

/** The session that Playwright opened with a page, by `context.newCDPSession(page)`, or the one of Vitest's browser mode. */
export function sessionOf(cdp: Pick<CDPSession, "send" | "on" | "off">): Session {
  return {
    async send(method, params) {
      try {
        return await cdp.send(method as Parameters<CDPSession["send"]>[0], params as never);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        throw ENDED.test(words) ? new SessionEndedError(words) : error;
      }
    },
    on(event, listener) {
      const name = event as "event";
      cdp.on(name, listener);
      return () => void cdp.off(name, listener);
    },
  };
}
