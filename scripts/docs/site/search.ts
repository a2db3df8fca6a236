// Search on the site of the documents: in the browser alone, over the headings of all pages. Its data are loaded when the field gets the focus.
import MiniSearch from "minisearch";
import type { SearchEntry } from "./search-entry.ts";

const MAX_RESULTS = 12;
const EXCERPT_LENGTH = 140;

type Searcher = (query: string) => readonly SearchEntry[];

const toTop = document.currentScript?.dataset.top ?? "";
const field = document.querySelector<HTMLInputElement>("header input");
const found = document.querySelector<HTMLElement>("#found");
/* The field is in the document for scripts alone. */
if (field && found) listen(field, found);
if (window.matchMedia("(width < 900px)").matches) document.querySelector("nav details")?.removeAttribute("open");

function listen(field: HTMLInputElement, found: HTMLElement): void {
  let searcher: Promise<Searcher> | undefined;
  const load = () => {
    searcher ??= loadEntries().then(createSearcher);
    return searcher;
  };
  const close = () => {
    found.hidden = true;
  };
  field.hidden = false;
  field.addEventListener("focus", load);
  const update = async () => {
    const query = field.value;
    const search = await load();
    if (query === field.value) show(found, query, search(query));
  };
  /* Results may come later than the key: the data are loaded first. */
  const openFirst = async () => {
    await update();
    found.querySelector("a")?.click();
  };
  field.addEventListener("input", update);
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape") {
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(field, found, event);
    } else if (event.key === "Enter" && event.target === field) {
      void openFirst();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !found.contains(event.target) && event.target !== field) close();
  });
}

/** The arrows go over field and results. */
function step(field: HTMLInputElement, found: HTMLElement, event: KeyboardEvent): void {
  const stops: HTMLElement[] = [field, ...found.querySelectorAll("a")];
  const at = stops.indexOf(event.target as HTMLElement);
  if (at < 0 || found.hidden) return;
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
}

function loadEntries(): Promise<readonly SearchEntry[]> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${toTop}search-data.js`;
    script.addEventListener("load", () => resolve(globalThis.docsSearchEntries ?? []));
    script.addEventListener("error", () => reject(new Error(`${script.src} did not load.`)));
    document.head.append(script);
  });
}

function createSearcher(entries: readonly SearchEntry[]): Searcher {
  const index = new MiniSearch<SearchEntry>({
    idField: "url",
    fields: ["page", "heading", "content"],
    storeFields: ["about"],
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: true,
      fuzzy: 0.15,
      combineWith: "AND",
      boostDocument: boostOf,
    },
  });
  index.addAll(entries);
  const byUrl = new Map(entries.map((entry) => [entry.url, entry]));
  return (query) =>
    index
      .search(query)
      .slice(0, MAX_RESULTS)
      .flatMap(({ id }) => byUrl.get(id) ?? []);
}

function boostOf(_url: string, _term: string, stored?: Record<string, unknown>): number {
  return stored?.about === "use" ? 1 : 0.3;
}

function show(found: HTMLElement, query: string, entries: readonly SearchEntry[]): void {
  found.hidden = query.trim() === "";
  found.replaceChildren(
    ...(entries.length > 0 ? entries.map((entry) => linkTo(entry, query)) : [`Nothing has "${query}".`]),
  );
}

function linkTo({ url, page, heading, content }: SearchEntry, query: string): HTMLElement {
  const link = document.createElement("a");
  link.href = `${toTop}${url}`;
  const title = document.createElement("strong");
  title.textContent = heading === page ? page : `${page} › ${heading}`;
  const excerpt = document.createElement("span");
  excerpt.textContent = excerptOf(content, query);
  link.append(title, excerpt);
  return link;
}

/** The part of the content around the first word of the query. */
function excerptOf(content: string, query: string): string {
  const [word = ""] = query.trim().toLowerCase().split(/\s+/);
  const at = Math.max(0, content.toLowerCase().indexOf(word) - EXCERPT_LENGTH / 3);
  const from = at === 0 ? 0 : content.indexOf(" ", at) + 1;
  const to = content.indexOf(" ", from + EXCERPT_LENGTH);
  return `${from > 0 ? "… " : ""}${to < 0 ? content.slice(from) : `${content.slice(from, to)} …`}`;
}
