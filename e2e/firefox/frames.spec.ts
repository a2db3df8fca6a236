// Frames without an address of their own.
import { downloadFolded, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { parseFolded } from "../fixtures/folded-grammar.ts";
import { alertOf } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const frameText = (title: string, member: string): string =>
  `<title>${title}</title><script>globalThis.${member} = { rows: [1.5] };</script>`;

const HTML = `<!doctype html><meta charset="utf-8"><title>Shop</title><script>globalThis.shop = { rows: [1.5] };</script>
<iframe srcdoc="${frameText("Written", "written")}"></iframe>
<iframe sandbox="allow-scripts" srcdoc="${frameText("Apart", "apart")}"></iframe>
<iframe id="empty"></iframe>
<script>document.getElementById("empty").contentWindow.late = { rows: [1.5] };</script>`;

test("frames with srcdoc, sandboxed frames and about:blank are measured", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve({ path: "/", html: HTML })}/`);
  await takeSnapshot(session.panel);
  const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
  expect(stacks).toContain("shop;Object;rows;Array;elements");
  expect(stacks).toContain('frame "Written";written;Object;rows;Array;elements');
  expect(stacks).toContain('frame "Apart";apart;Object;rows;Array;elements');
  expect(stacks.filter((stack) => /^frame ".*";late;Object;rows;Array;elements$/.test(stack))).toHaveLength(1);
  await expect(alertOf(session.panel)).toHaveCount(0);
});
