import { parseArgs } from "node:util";
import type { RootsChoice } from "../package/browser/panel-actions.ts";
import { type Budget, parseBudget } from "../package/budget/budget.ts";
import { BYTE_UNITS } from "../package/budget/byte-size.ts";
import { ExpectedError } from "../package/cli/expected-error.ts";

export interface SnapshotCommand {
  readonly url: string;
  readonly roots: RootsChoice;
  /** Whether functions over the panel's limits are asked for their closures, too. */
  readonly askedFunctions: "usual" | "all";
  readonly outFile: string;
  readonly screenshotFile: string | undefined;
  readonly budgets: readonly Budget[];
}

/** The command line is not what the usage says. */
export class UsageError extends ExpectedError {
  override readonly name = "UsageError";
}

export const SNAPSHOT_USAGE = `Usage: npm run snapshot -- URL [--root EXPR]… [--globals] [--all-closures] --out FILE [--format folded] [--screenshot PNG] [--layout chrome] [--budget [PATH=]SIZE]…

Loads URL in headless Chromium, takes a snapshot in the Allocative panel of its DevTools, and writes it to FILE.

  --root EXPR        measure what this JavaScript expression gives in the page; may be given more than once.
                     --root "NAME = EXPR" shows it under that name
  --globals          measure what the page added to its global object, one root each
  --all-closures     measure the closures of all functions, however many there are; without it, of at most 200 functions
                     of one source text and 50,000 in all
  --out FILE         where to write; an existing file is replaced
  --format folded    folded stacks, for flamegraph.pl, inferno and speedscope (the default and, so far, the only one)
  --screenshot PNG   also write a picture of the panel
  --layout chrome    sizes as Chrome lays objects out (the default and, so far, the only one)
  --budget PATH=SIZE
                     fail if more than SIZE stands at PATH; may be given more than once
  --budget SIZE      the same for the whole snapshot
  --help             print this

Budgets: PATH is how folded stacks in FILE begin, whole names joined by ";", such as "store;Object;users". SIZE is a
number with ${BYTE_UNITS.join(", ")}, such as 5MB. What counts are the bytes at least.
FILE is written in any case; a PATH that is not in it fails, too.

Roots: without --root and --globals, those that the page registered, or its globals if it registered none.
With --root or --globals, only those that are asked for; --all-closures adds Closures to any of them.`;

const FORMATS = ["folded"];
const LAYOUTS = ["chrome"];
const PROTOCOLS = ["http:", "https:", "file:"];

/** `"help"` where help was asked for. Throws a `UsageError` that names the argument which is wrong. */
export function parseSnapshotCommand(args: readonly string[]): SnapshotCommand | "help" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  const [url, ...extra] = positionals;
  if (url === undefined) throw new UsageError("URL is missing: which page should be loaded?");
  if (extra.length > 0) throw new UsageError(`There is more than one URL: "${url}" and "${extra[0]}".`);
  if (values.out === undefined) throw new UsageError("--out FILE is missing: where should the snapshot go?");
  requireOneOf("--format", values.format, FORMATS);
  requireOneOf("--layout", values.layout, LAYOUTS);
  const roots = values.root ?? [];
  if (roots.some((root) => root.trim() === ""))
    throw new UsageError("--root is empty; it takes a JavaScript expression.");
  return {
    url: toPageUrl(url),
    roots:
      roots.length === 0 && !values.globals
        ? "as-offered"
        : { expressions: roots, globals: values.globals ? "on" : "off" },
    askedFunctions: values["all-closures"] ? "all" : "usual",
    outFile: values.out,
    screenshotFile: values.screenshot,
    budgets: (values.budget ?? []).map(toBudget),
  };
}

function toBudget(text: string): Budget {
  const parsed = parseBudget(text);
  if (!parsed.ok) throw new UsageError(parsed.error);
  return parsed.budget;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        root: { type: "string", multiple: true },
        globals: { type: "boolean" },
        "all-closures": { type: "boolean" },
        out: { type: "string" },
        format: { type: "string", default: "folded" },
        screenshot: { type: "string" },
        layout: { type: "string", default: "chrome" },
        budget: { type: "string", multiple: true },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function requireOneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new UsageError(`${option} is "${value}"; it can be: ${allowed.join(", ")}.`);
}

/** The URL as Chromium takes it. Others than these have no DevTools extensions. */
export function toPageUrl(text: string): string {
  if (!URL.canParse(text)) throw new UsageError(`"${text}" is not a URL, such as http://127.0.0.1:8080/.`);
  const url = new URL(text);
  if (!PROTOCOLS.includes(url.protocol)) {
    throw new UsageError(
      `${url.protocol} pages cannot be inspected by an extension; the URL can start with: ${PROTOCOLS.join(", ")}.`,
    );
  }
  return url.href;
}
