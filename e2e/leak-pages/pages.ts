import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { repositoryPath } from "../../scripts/repository-path.ts";
import { type Route, type StaticServer, startStaticServer } from "../../scripts/static-server.ts";

/** A page of its own kind: what it does stands in the first line of its script. */
export interface LeakPage {
  /** Its script is `NAME.js`. */
  readonly name: string;
  /** How the path of the first row has to end; `null` where nothing leaks. */
  readonly culprit: string | null;
  /** `"minified"` for a page that is served as it would be in production, as one script with short names. */
  readonly served: "as-written" | "minified";
}

const leaking = (name: string, culprit: string): LeakPage => ({
  name: `leaking/${name}`,
  culprit,
  served: "as-written",
});
const minified = (name: string, culprit: string): LeakPage => ({ ...leaking(name, culprit), served: "minified" });

export const LEAKING_PAGES: readonly LeakPage[] = [
  leaking("abort-signal", "() => { parts.length = 0; }: Function"),
  leaking("array-buffers", "player: Object › decoded: Array"),
  leaking("broadcast-channel", "onmessage: Function"),
  leaking("chained-callback", "handle: Function"),
  minified("component-tree", "children: Array"),
  leaking("custom-elements", "ColourField: Function › instances: Array"),
  leaking(
    "delegated-listener",
    "document › click › (event) => { if (state.open && !menu.contains(event.target)…: Function",
  ),
  leaking("detached-nodes", "shownSlides: Array"),
  leaking("dictionary", "composer: Object › drafts: Object"),
  minified("event-emitter", "handlers: Object › price-changed: Array"),
  leaking("growing-string", "session: Object › transcript: string"),
  leaking("interval", "() => { polls++; quotes.get(polls % quotes.size).price += 0…: Function"),
  leaking("intl-cache", "formatters: Map"),
  leaking("linked-list", "queue: JobQueue › #done: Object"),
  leaking("map-by-id", "profiles: Map"),
  leaking("memoize-json", "results: Object"),
  leaking("number-samples", "clock: FrameClock › samples: Array"),
  leaking("object-log", "breadcrumbs: Array"),
  leaking("parked-generators", "running: Array"),
  minified("pending-requests", "pending: Map"),
  leaking("private-registry", "layer: TooltipLayer › #tooltips: Set"),
  leaking("removed-frames", "previews: Object › targets: Array"),
  leaking("resize-observer", "this.fit(entry.contentRect.width): Function"),
  minified("router-views", "keptViews: Array"),
  leaking("set-of-ids", "seenIds: Set"),
  leaking("store-subscribers", "subscribers: Array"),
  leaking("toasts", "DOM elements"),
  minified("undo-history", "past: Array"),
  leaking("user-timing", "User Timing marks and User Timing measures"),
  leaking("weak-map-live-keys", "sessions: Set"),
  leaking("window-listener", "window › resize › draw: Function"),
  leaking("wrapped-handlers", "handle: Function"),
];

const FOLDER = repositoryPath("e2e/leak-pages");

export const CLEAN_PAGES: readonly LeakPage[] = readdirSync(`${FOLDER}/clean`)
  .filter((file) => file.endsWith(".js"))
  .map((file) => ({ name: `clean/${path.basename(file, ".js")}`, culprit: null, served: "as-written" }));

/** Where the page is on a server that has `leakPageRoutes`. */
export function pathOf({ name }: LeakPage): string {
  return `/${name}.html`;
}

export async function leakPageRoutes(pages: readonly LeakPage[]): Promise<Route[]> {
  const documents = pages.map((page) => ({
    path: pathOf(page),
    html: `<!doctype html><meta charset="utf-8"><title>${page.name}</title><body><script type="module" src="/${page.name}.js"></script>`,
  }));
  const scripts = pages
    .filter(({ served }) => served === "minified")
    .map(async ({ name }) => ({
      path: `/${name}.js`,
      html: await minify(`${FOLDER}/${name}.js`),
      headers: { "content-type": "text/javascript; charset=utf-8" },
    }));
  return [...documents, ...(await Promise.all(scripts)), { path: "/", folder: FOLDER }];
}

export async function serveLeakPages(pages: readonly LeakPage[]): Promise<StaticServer> {
  return startStaticServer(await leakPageRoutes(pages));
}

async function minify(file: string): Promise<string> {
  const options = { bundle: true, minify: true, format: "esm", write: false } as const;
  const { outputFiles } = await build({ entryPoints: [file], ...options });
  return outputFiles.map(({ text }) => text).join("");
}
