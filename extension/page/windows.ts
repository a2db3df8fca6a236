import { quotedWords } from "../../core/graph/page-words.ts";
import { append, ownPropertyOf } from "../../core/realm/introspect.ts";
import { nativeGetterFrom } from "../../core/realm/introspect-native.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../core/realm/safe-collections.ts";
import { isAnyWindow } from "./any-window.ts";

/* Native getters alone, taken at load: each checks by itself what it is called on, and throws for the document of another origin. */
const topOf = nativeGetterFrom(globalThis, "top");
const documentOf = nativeGetterFrom(globalThis, "document");
const nameOf = nativeGetterFrom(globalThis, "name");
const titleOf = nativeGetterFrom(Document.prototype, "title");
const addressOf = nativeGetterFrom(Document.prototype, "URL");
const Address = URL;
const pathOf = nativeGetterFrom(URL.prototype, "pathname");

/** Windows looked at; a browser allows about a thousand frames in a page. */
const MAX_WINDOWS = 2_000;
const MAX_TITLE_LENGTH = 60;

/** A window that the agent can read. */
export interface ReadableWindow {
  readonly window: object;
  readonly document: Document;
  /** Its name among the roots; "" for that of the page itself. */
  readonly frame: string;
}

/** That of the page: the outermost one, or that of the agent where a tool of tests keeps the app in a frame of its own page. */
let page = topOf(globalThis) as object;

export function beginAtOwnWindow(): void {
  page = globalThis;
}

/** The windows of the page that the agent can read: the page's own, where it is in that, and frames of the same origin, however they are nested. */
export function readableWindows(): readonly ReadableWindow[] {
  const found: ReadableWindow[] = [];
  const taken = createSafeMap<string, true>();
  const windows: object[] = [page];
  for (let next = 0; next < windows.length; next++) {
    const window = windows[next];
    const document = documentIn(window);
    if (document !== undefined) {
      append(found, { window, document, frame: window === page ? "" : frameNameOf(window, document, taken) });
    }
    for (let i = 0; windows.length < MAX_WINDOWS; i++) {
      const inner = frameAt(window, `${i}`);
      if (inner === undefined) break;
      append(windows, inner);
    }
  }
  return found;
}

/** Those of frames. */
export function readableFrames(): SafeList<ReadableWindow> {
  const frames: SafeList<ReadableWindow> = createSafeList();
  const windows = readableWindows();
  for (let w = 0; w < windows.length; w++) if (windows[w].frame !== "") frames[frames.length] = windows[w];
  return frames;
}

/** The document of a window; undefined for one of another origin. */
export function documentIn(window: object): Document | undefined {
  return (documentOf(window) ?? undefined) as Document | undefined;
}

/** Beyond the last frame a window of another origin throws. */
function frameAt(window: object, index: string): object | undefined {
  try {
    const value = ownPropertyOf(window, index)?.value;
    return isAnyWindow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `frame "title"`, with a number from the second one of the same words on. */
function frameNameOf(
  window: object,
  document: Document,
  taken: { get(key: string): true | undefined; set(key: string, value: true): unknown },
): string {
  const words = wordsOf(titleOf(document)) || wordsOf(nameOf(window)) || pathIn(document);
  const name = `frame ${quotedWords(words, MAX_TITLE_LENGTH)}`;
  for (let n = 1; ; n++) {
    const numbered = n === 1 ? name : `${name} ${n}`;
    if (taken.get(numbered)) continue;
    taken.set(numbered, true);
    return numbered;
  }
}

function wordsOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function pathIn(document: Document): string {
  try {
    return wordsOf(pathOf(new Address(addressOf(document) as string)));
  } catch {
    return "";
  }
}
