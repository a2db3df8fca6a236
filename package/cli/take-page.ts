import { openTab } from "../browser/measured-tab.ts";
import { toPageUrl } from "../browser/page-url.ts";
import { graphBytesOf } from "../page/graph-of-snapshot.ts";
import { MeasuredPage } from "../page/measured-page.ts";
import { sessionOf } from "../page/playwright-session.ts";
import { walkReporter } from "./target-options.ts";
import type { Terminal } from "./terminal.ts";

/** A snapshot of the page at a URL, as a file of ours: with the roots that the panel chooses by default. @throws ExpectedError */
export async function takePage(url: string, terminal: Terminal): Promise<Uint8Array> {
  const tab = await openTab({ url: toPageUrl(url), onProgress: (step) => terminal.report(step) });
  try {
    const measured = new MeasuredPage(sessionOf(tab.session));
    return graphBytesOf(await measured.takeSnapshot({ onProgress: walkReporter(terminal, "Taking the snapshot") }));
  } finally {
    await tab.close();
  }
}
