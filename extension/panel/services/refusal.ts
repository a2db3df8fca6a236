import { pageWords, quotedWords } from "../../../core/graph/page-words.ts";
import { HAND_OVER_TAKEN } from "../../protocol/names.ts";
import type { RequestError } from "../../protocol/requests.ts";
import { PanelError } from "../store/services.ts";
import { noPermissionSentence, type PageAccess } from "./no-permission.ts";

/** What the browser says when it does not let an extension into a page, and what the user can make of it. */
const REASONS: readonly { readonly says: RegExp; readonly sentence: string }[] = [
  {
    says: /(chrome|edge|brave|opera|vivaldi|about|devtools|view-source)(-search)?:\/\/|about:|chrome:\/\/ URL/i,
    sentence:
      "This is one of the browser's own pages, and the browser lets no extension look into it. Open DevTools on a web page instead.",
  },
  {
    says: /extensions gallery|web ?store/i,
    sentence: "The browser lets no extension look into its web store. Open DevTools on another page instead.",
  },
  {
    says: /chrome-extension:|of another extension|different extension/i,
    sentence:
      "This page belongs to another extension, and the browser keeps extensions apart. Open DevTools on a web page instead.",
  },
  {
    says: /error page|showing error/i,
    sentence:
      "The browser shows an error page here, because the page did not load. Reload it, then click Snapshot again.",
  },
  {
    says: /file:|file access/i,
    sentence:
      "Allocative may not look into local files yet. Switch on “Allow access to file URLs” in the extension's details, then reload the page.",
  },
  {
    says: /blocked by (the |an? )?administrator|policy/i,
    sentence: "The administrator of this browser has blocked extensions on this page. Open DevTools on another page.",
  },
  {
    says: /no tab with id|tab was closed|no frame with id|no document with id|frame .* was removed|document .* (was )?(removed|gone)/i,
    sentence: "The page is gone: it was closed, or it crashed. Reload it, then click Snapshot again.",
  },
];

const WITHOUT_PERMISSION = /must request permission|host permission|cannot access contents/i;

/** The browser's refusal as a sentence: why, and what to do. */
export function toRefusal(error: unknown, access: PageAccess): PanelError {
  const words = error instanceof Error ? error.message : String(error);
  return new PanelError("cannot-inspect", sentenceOf(words, access));
}

function sentenceOf(words: string, access: PageAccess): string {
  const reason = REASONS.find(({ says }) => says.test(words));
  if (reason !== undefined) return reason.sentence;
  if (!WITHOUT_PERMISSION.test(words)) {
    return `The browser does not let Allocative look into this page. Its own words: ${quotedWords(words, 200)}.`;
  }
  return noPermissionSentence(access);
}

export const SOURCE_MESSAGE =
  "This tab shows the source of a page as text, and no scripts run in it. Open DevTools on the page itself.";

export const PDF_MESSAGE =
  "This tab shows a PDF, which has no objects of a page’s scripts to measure. Open DevTools on a web page instead.";

export const FROZEN_MESSAGE =
  "The page does not answer. It is busy with a long task, stopped at a breakpoint, or has crashed. Let it go on or reload it, then click Snapshot again.";

export const STOPPED_MESSAGE =
  "The page is stopped at a breakpoint, so nothing in it can be measured. Let it go on, then click Snapshot again.";

export const CRASHED_MESSAGE =
  "The page has crashed, or was unloaded to save memory. Reload it, then click Snapshot again.";

const GONE_MESSAGE = "The page was reloaded or closed, or it crashed, during the snapshot. Click Snapshot again.";

const HAND_OVER_TAKEN_MESSAGE =
  "Allocative could not start in this page: one of the page’s scripts keeps the agent from the extension.";

/** The agent could not start in the page. Any other reason than that of the agent itself is the page's own words. */
export function toStartFailure(reason: string): PanelError {
  if (reason === HAND_OVER_TAKEN) return new PanelError("agent-failed", HAND_OVER_TAKEN_MESSAGE);
  return new PanelError(
    "agent-failed",
    `Allocative could not start in this page, because its scripts changed what the browser gives to every page. It failed with ${pageWords(reason)}.`,
  );
}

/** The failure of a request as a sentence. */
export function toPanelError({ failure, message }: RequestError): PanelError {
  switch (failure) {
    case "disconnected":
      return new PanelError("page-gone", GONE_MESSAGE);
    case "timeout":
      return new PanelError("page-frozen", FROZEN_MESSAGE);
    case "cancelled":
      return new PanelError("cancelled", "Cancelled.");
    case "malformed":
      return new PanelError(
        "malformed",
        `The page sent something that is not a snapshot, with ${pageWords(message)}. Does one of its scripts interfere? Reload it, then try again.`,
      );
    case "refused":
      return new PanelError("agent-failed", `The snapshot failed in the page, with ${pageWords(message)}.`);
  }
}
