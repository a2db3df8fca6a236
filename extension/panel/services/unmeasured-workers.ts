import type { Warning } from "../../../core/graph/graph.ts";
import { quotedWords } from "../../../core/graph/page-words.ts";
import { fileNameOf } from "../../scopes/file-name.ts";
import type { BrowserTarget } from "./debugger-doors.ts";

const MAX_NAME_LENGTH = 60;
/** As the browser calls both kinds; a dedicated worker is an "other" target. */
const WORKER = "worker";

/**
 * A warning for each shared and service worker of the page's origin. They are not the page's own: other pages may use them, too, and the browser attaches no debugger of an extension
 * to shared ones.
 */
export function unmeasuredWorkers(targets: readonly BrowserTarget[], pageUrl: string): readonly Warning[] {
  const origin = originOf(pageUrl);
  if (origin === undefined) return [];
  return targets
    .filter(({ type, url }) => type === WORKER && originOf(url) === origin)
    .map(({ title, url }) => {
      const isService = title === `Service Worker ${url}`;
      const words = isService || title === "" || title === url ? fileNameOf(url) : title;
      const name = `${isService ? "service" : "shared"} worker ${quotedWords(words, MAX_NAME_LENGTH)}`;
      const detail = `The ${name} runs for this site, and has a JS heap of its own. Its objects are not in this snapshot.`;
      return { code: "worker-not-measured", path: name, detail };
    });
}

/** `undefined` for an address whose documents share nothing. */
function originOf(address: string): string | undefined {
  const origin = URL.canParse(address) ? new URL(address).origin : "null";
  return origin === "null" ? undefined : origin;
}
