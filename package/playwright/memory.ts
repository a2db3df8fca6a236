import type { CDPSession, Page } from "@playwright/test";
import type { Measured } from "../growth/run-rounds.ts";
import { graphBytesOf } from "../page/graph-of-snapshot.ts";
import { MeasuredPage, type PageSnapshotOptions } from "../page/measured-page.ts";
import { sessionOf } from "../page/playwright-session.ts";
import { untilDrawn } from "../page/until-drawn.ts";
import type { Memory, MemoryOptions } from "./memory-api.ts";
import { openSession } from "./open-session.ts";
import { withoutDeadline } from "./without-deadline.ts";

/** The memory of a page, over a debugger session that is opened with the first snapshot. */
export class PageMemory implements Memory {
  readonly page: Page;
  readonly options: MemoryOptions;
  #cdp: Promise<CDPSession> | undefined;
  #measured: MeasuredPage | undefined;

  constructor(page: Page, options: MemoryOptions) {
    this.page = page;
    this.options = options;
  }

  async takeSnapshot(): Promise<Uint8Array> {
    return this.take("offered", this.options);
  }

  /** What is measured to see what grows: all that can be found, also where roots are registered. */
  forGrowth(options: MemoryOptions): Measured {
    return { takeSnapshot: () => this.take("all", { ...this.options, ...options }) };
  }

  async take(found: "offered" | "all", options: MemoryOptions): Promise<Uint8Array> {
    const choice = choiceOf(found, options);
    return withoutDeadline(async () => {
      this.#cdp ??= openSession(this.page);
      this.#measured ??= new MeasuredPage(sessionOf(await this.#cdp));
      await untilDrawn(this.page);
      return graphBytesOf(await this.#measured.takeSnapshot(choice));
    });
  }

  async close(): Promise<void> {
    const cdp = this.#cdp;
    this.#cdp = undefined;
    this.#measured = undefined;
    /* Of a page that is closed there is none. */
    await (await cdp?.catch(() => undefined))?.detach().catch(() => {});
  }
}

function choiceOf(found: "offered" | "all", { roots, closures }: MemoryOptions): PageSnapshotOptions {
  if (roots === undefined) return { roots: found, closures: closures === false ? "none" : "usual" };
  const expressions = Object.entries(roots).map(([name, expression]) => ({ name, expression }));
  return { roots: { expressions, globals: false }, closures: closures === true ? "all" : "none" };
}
