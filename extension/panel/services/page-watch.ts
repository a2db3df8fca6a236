import browser from "webextension-polyfill";
import type { SitePlace, SiteStep } from "../../protocol/messages.ts";
import { WATCH_TOKEN } from "../../protocol/names.ts";
import type { Requests } from "../../protocol/requests.ts";
import { scriptNamesOf } from "../../scopes/script-names.ts";
import { placesIn, type ReadPlaces, type SourcePlace } from "../../scopes/script-places.ts";
import { SILENCE_MS } from "./waits.ts";

const WATCH_FILE = "/allocative-watch.js";
/** Name of the script among the sources of DevTools. */
const SCRIPT_NAME = "allocative-watch.js";

/** More rounds are a page that makes new places all the time. */
const MAX_ROUNDS = 20;

/** The watch of the page: brought by a reload, and gone with the next one. */
export class PageWatch {
  /** `""` until the first reload. It stays when the page has another document: no watch answers to it there. */
  #token = "";
  #script = "";
  readonly #readPlaces: ReadPlaces;

  constructor(readPlaces: ReadPlaces) {
    this.#readPlaces = readPlaces;
  }

  /** What the panel brought into the page by it. */
  get sources(): readonly string[] {
    return this.#script === "" ? [] : [this.#script];
  }

  /** Reloads the page. DevTools runs the script before those of the page, in this one document. */
  async reload(): Promise<void> {
    const response = await fetch(WATCH_FILE);
    const token = crypto.randomUUID().replaceAll("-", "");
    this.#script = `${(await response.text()).replace(WATCH_TOKEN, token)}\n//# sourceURL=${SCRIPT_NAME}\n`;
    this.#token = token;
    await browser.devtools.inspectedWindow.reload({ injectedScript: this.#script });
  }

  /** Whether the document of the agent is watched. */
  async isOn(requests: Requests, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#token === "") return false;
    return (await this.#ask(requests, [], signal)).isWatched;
  }

  /** Gives the agent a place for each stack that the watch met, before it walks. */
  async place(requests: Requests, pageUrl: string, signal: AbortSignal): Promise<void> {
    if (this.#token === "") return;
    let places: readonly SitePlace[] = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const { isWatched, steps } = await this.#ask(requests, places, signal);
      if (!isWatched || steps.length === 0) return;
      places = await this.#placesOf(steps, pageUrl);
    }
  }

  #ask(
    requests: Requests,
    places: readonly SitePlace[],
    signal: AbortSignal | undefined,
  ): Promise<{ readonly isWatched: boolean; readonly steps: readonly SiteStep[] }> {
    return requests.send(
      { type: "ask-watch", token: this.#token, places },
      {
        silenceMs: SILENCE_MS,
        ...(signal && { signal }),
        receive: (message) => (message.type === "watch" ? message : undefined),
      },
    );
  }

  async #placesOf(steps: readonly SiteStep[], pageUrl: string): Promise<readonly SitePlace[]> {
    const places = await placesIn(steps, this.#readPlaces);
    const chosen = new Map<number, SitePlace>();
    for (const [index, step] of steps.entries()) {
      const known = chosen.get(step.site);
      if (known === undefined || isOfPackage(known)) {
        const place = placeOf(step, places[index] ?? null, pageUrl);
        if (known === undefined || !isOfPackage(place)) chosen.set(step.site, place);
      }
    }
    return [...chosen.values()];
  }
}

/** Then a step further out may be the page's own. */
function isOfPackage({ file }: SitePlace): boolean {
  return file.includes("node_modules/");
}

function placeOf(step: SiteStep, original: SourcePlace | null, pageUrl: string): SitePlace {
  if (original === null) return { ...step, file: scriptNamesOf([step.script], pageUrl)[0] ?? step.script };
  const { file, url, line, column } = original;
  return { ...step, file, script: url, line, column };
}
