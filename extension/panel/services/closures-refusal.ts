import type { Warning } from "../../../core/graph/graph.ts";
import { pageWords, quotedWords } from "../../../core/graph/page-words.ts";
import { CLOSURES_NOT_ASKED } from "../../scopes/ask-closures.ts";
import { SessionEndedError } from "../../scopes/session.ts";
import { AgentStartError } from "./page-connection.ts";

/** Why the browser does not let the panel attach its debugger. */
const REASONS: readonly { readonly says: RegExp; readonly sentence: string }[] = [
  {
    says: /policy|administrator|cannot attach to this target|not allowed|restricted/i,
    sentence: "a policy of this browser forbids its extensions to attach a debugger to this page",
  },
  {
    says: /another debugger/i,
    sentence: "another extension’s debugger is attached to this tab, and the browser lets no second one in",
  },
  {
    says: /(chrome|devtools|edge|about|view-source):|chrome:\/\/|chrome-extension:|cannot access|another extension|gallery/i,
    sentence: "the browser lets no extension attach a debugger to this page",
  },
  { says: /no tab with|target closed|no target/i, sentence: "the page is gone: it was closed, or it crashed" },
];

const GONE_DOCUMENT = /cannot find context|context was destroyed|target navigated/i;

const WITHOUT = "This snapshot is without closures";

/** The panel has taken the snapshot, and closures are not in it. */
export function withoutClosures(reason: string): Warning {
  return { code: CLOSURES_NOT_ASKED, path: "", detail: `${WITHOUT}: ${reason}.` };
}

/** Why the browser refused to attach, as the end of a sentence. */
export function attachRefusalOf(error: unknown): string {
  const words = wordsOf(error);
  const reason = REASONS.find(({ says }) => says.test(words));
  return (
    reason?.sentence ?? `the browser did not let Allocative attach a debugger, in the words ${quotedWords(words, 200)}`
  );
}

/** Why the questions ended before their answers, as the end of a sentence. */
export function askingFailureOf(error: unknown): string {
  if (error instanceof SessionEndedError) return "the debugger was detached while the page’s functions were asked";
  if (error instanceof AgentStartError)
    return `the agent did not start through the debugger, with ${pageWords(error.message)}`;
  /* The debugger may know before the browser reports the navigation. */
  if (GONE_DOCUMENT.test(wordsOf(error))) return NAVIGATED;
  return `the page’s functions could not be asked, with ${pageWords(wordsOf(error))}`;
}

export const BAR_CLOSED = "the browser’s bar about the debugger was closed while the page’s functions were asked";
export const NAVIGATED = "the page navigated while its functions were asked";
export const SILENT = "the page did not answer the questions to its functions for a minute";

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
