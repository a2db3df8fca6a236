import browser from "webextension-polyfill";

const TOP_FRAME = 0;

/** Origin of the page in a tab; `null` for one that is opaque, as of a file or a sandboxed document. */
export async function siteOf(tabId: number): Promise<string | null> {
  /* In the isolated world, whose `origin` no script of the page can replace. */
  const results = await browser.scripting.executeScript({
    target: { tabId, frameIds: [TOP_FRAME] },
    world: "ISOLATED",
    func: () => globalThis.origin,
    injectImmediately: true,
  } as never);
  const origin: unknown = results[0]?.result;
  return typeof origin === "string" && /^https?:/.test(origin) ? origin : null;
}
