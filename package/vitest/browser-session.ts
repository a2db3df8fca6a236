import type { Session } from "../../extension/scopes/session.ts";
import { sessionOf } from "../page/playwright-session.ts";

type Cdp = Parameters<typeof sessionOf>[0];
type Listener = (params: unknown) => void;

/** The session of Vitest's browser mode. Vitest is asked for each kind of event once and for all: it fails where a listener is taken off twice. */
export function browserSessionOf(cdp: Cdp): Session {
  const session = sessionOf(cdp);
  const listeners = new Map<string, Set<Listener>>();
  return {
    send: (method, params) => session.send(method, params),
    on(event, listener) {
      let all = listeners.get(event);
      if (all === undefined) {
        const added = new Set<Listener>();
        listeners.set(event, added);
        session.on(event, (params) => {
          for (const each of [...added]) each(params);
        });
        all = added;
      }
      all.add(listener);
      return () => void all.delete(listener);
    },
  };
}
