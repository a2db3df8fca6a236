import { type Browser, chromium } from "playwright";
import { findChromium } from "../../package/browser/find-chromium.ts";
import { takeHeapSnapshot } from "../../scripts/browser/heap-snapshot.ts";
import { type AppBytes, appBytesOf, type V8HeapSnapshot } from "./app-bytes.ts";

export interface PageHeap extends AppBytes {
  /** How long V8 took to write its heap snapshot. */
  readonly milliseconds: number;
}

/** What V8 says of pages that have nothing of ours in them. */
export class PlainBrowser {
  readonly #browser: Browser;
  readonly #blank: AppBytes;

  private constructor(browser: Browser, blank: AppBytes) {
    this.#browser = browser;
    this.#blank = blank;
  }

  static async open(): Promise<PlainBrowser> {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    return new PlainBrowser(browser, await heapOf(browser, "about:blank", async () => {}));
  }

  /** The bytes of the page's own objects, without those that any page has. */
  async measure(url: string, ready: Parameters<typeof heapOf>[2]): Promise<PageHeap> {
    const { heap, buffers, milliseconds } = await heapOf(this.#browser, url, ready);
    return { heap: heap - this.#blank.heap, buffers: buffers - this.#blank.buffers, milliseconds };
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

type PlainPage = Awaited<ReturnType<Browser["newPage"]>>;

async function heapOf(browser: Browser, url: string, ready: (page: PlainPage) => Promise<void>): Promise<PageHeap> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await ready(page);
    const cdp = await page.context().newCDPSession(page);
    const started = performance.now();
    const text = await takeHeapSnapshot(cdp);
    const milliseconds = performance.now() - started;
    return { ...appBytesOf(JSON.parse(text) as V8HeapSnapshot), milliseconds };
  } finally {
    await page.close();
  }
}
