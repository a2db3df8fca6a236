// Objects that describe themselves: the agent uses their descriptions, and the page notices nothing.

import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = `
  const { visit } = await import("/core/index.js");
  class Ring {
    #slots = new Float64Array(100);
    [visit](visitor) {
      const self = visitor.enterSelf(this);
      self.visitField("slots", this.#slots);
      self.exit();
    }
  }
  globalThis.ring = new Ring();
  registerRoot("ring", ring);`;

test("private state that a class tells about is in the snapshot, again and again", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve({ path: "/", html: pageWithModule(SCRIPT) })}/`);
  const first = await takeSnapshot(session.panel);
  const text = await downloadFolded(session);
  expect(text).toMatch(/^ring;Ring;slots;Float64Array;buffer;ArrayBuffer;backing_store 800$/m);
  const second = await takeSnapshot(session.panel);
  expect(second.size).toBe(first.size);
  await session.page.reload();
  await session.page.waitForFunction("globalThis.ring !== undefined");
  const third = await takeSnapshot(session.panel);
  expect(third.size).toBe(first.size);
});
