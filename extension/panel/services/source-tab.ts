import browser from "webextension-polyfill";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import { PanelError } from "../store/services.ts";
import { inspectedAddress } from "./evaluate.ts";
import { SOURCE_MESSAGE } from "./refusal.ts";

/**
 * Notices that the tab shows the source of a page: there the browser begins an injection and never ends it. To DevTools such a tab is the page itself,
 * while the browser keeps its address from an extension that has permission for the page's site.
 */
export class SourceTab {
  readonly #tab: InspectedTab;
  /** The address as DevTools reported it last, with a navigation. A question to the page can be lost there, where the tab changes its process. */
  #address: string | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(tab: InspectedTab) {
    this.#tab = tab;
    browser.devtools.network.onNavigated.addListener((address) => {
      this.#address = address;
      this.#announceChange();
    });
    tab.onUpdated(() => this.#announceChange());
  }

  /** Does the work, and rejects as soon as the tab shows the source of a page. Each step of an injection asks: the tab may navigate between two of them. */
  async unlessSource<T>(work: () => Promise<T>): Promise<T> {
    let onChange = (): void => {};
    const source = new Promise<never>((_resolve, reject) => {
      onChange = () => void this.#refuse().catch(reject);
    });
    this.#listeners.add(onChange);
    try {
      await Promise.race([this.#refuse(), source]);
      return await Promise.race([work(), source]);
    } finally {
      this.#listeners.delete(onChange);
    }
  }

  #announceChange(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  async #refuse(): Promise<void> {
    const tab = await this.#tab.state();
    /* While another page loads, the two that are compared may be of different pages. */
    if (tab.url !== undefined || tab.status !== "complete") return;
    const address = this.#address ?? (await inspectedAddress());
    const site = /^(https?:\/\/[^/:]+)/.exec(address)?.[1];
    if (site === undefined) return;
    if (!(await this.#tab.mayAccess(`${site}/*`))) return;
    throw new PanelError("cannot-inspect", SOURCE_MESSAGE);
  }
}
