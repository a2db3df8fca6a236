import { writeCount } from "../../extension/panel/frames/figures.ts";
import { parseRoot } from "../../extension/panel/store/root-expression.ts";
import type { WalkProgress } from "../../extension/scopes/agent-walk.ts";
import { toPageUrl } from "../browser/page-url.ts";
import type { RootChoice } from "../page/measured-page.ts";
import { UsageError } from "./parse-command.ts";
import type { Terminal } from "./terminal.ts";

/** Options of every command that measures a page. */
export const TARGET_OPTIONS = {
  "browser-url": {
    kind: "value",
    of: "URL",
    about: "attach to a running browser, such as http://127.0.0.1:9222: to its page of that URL, or to its only one",
  },
} as const;

/** The URL of the page; left out only where a running browser has one. @throws UsageError */
export function pageUrlOf(operand: string | undefined, browserUrl: string | undefined): string | undefined {
  if (operand !== undefined) return toPageUrl(operand);
  if (browserUrl !== undefined) return undefined;
  throw new UsageError("URL is missing: which page should be loaded?");
}

/** @throws UsageError */
export function rootChoiceOf(expressions: readonly string[], globals: boolean, name = "--root"): RootChoice {
  if (expressions.length === 0 && !globals) return "offered";
  const named = expressions.map((text) => {
    const parsed = parseRoot(text);
    if (!parsed.ok) throw new UsageError(`${name} "${text}": ${parsed.error}`);
    return parsed.root;
  });
  return { expressions: named, globals };
}

/** Reports how far a walk is. */
export function walkReporter(terminal: Pick<Terminal, "report">, what: string): (progress: WalkProgress) => void {
  return (progress) => {
    const how =
      progress.doing === "walking"
        ? `${writeCount(progress.objectCount)} objects`
        : progress.toAsk === 0
          ? "finding functions"
          : `${writeCount(progress.asked)} of ${writeCount(progress.toAsk)} functions asked`;
    terminal.report(`${what} … ${how}`);
  };
}
