// A page that forbids itself nearly everything must not be able to forbid us to measure it.
import { addRoot, downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { expect, test } from "./fixtures/test.ts";

const HTML = `<!doctype html><title>Strict</title><script nonce="once">
  globalThis.settings = { theme: "dark", levels: [1, 2, 3] };
  const hidden = { rows: Array.from({ length: 1000 }, (_, i) => ({ i })) };
</script>`;

const POLICIES = {
  "default-src 'none' with Trusted Types":
    "default-src 'none'; script-src 'nonce-once'; require-trusted-types-for 'script'; trusted-types 'none'",
  "a sandbox": "sandbox allow-scripts; script-src 'nonce-once'",
};

for (const [name, policy] of Object.entries(POLICIES)) {
  test(`a page under ${name} can be measured`, { tag: "@firefox" }, async ({ serve, openPanel }) => {
    const origin = await serve({ path: "/", html: HTML, headers: { "content-security-policy": policy } });
    const session = await openPanel(`${origin}/`);
    await takeSnapshot(session.panel);
    const stacks = parseFolded(await downloadFolded(session)).map(({ frames }) => frames.join(";"));
    expect(stacks).toContain("settings;Object;levels;Array;elements");
  });
}

test("an expression root reaches a top-level const, also under Trusted Types", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const policy = POLICIES["default-src 'none' with Trusted Types"];
  const origin = await serve({ path: "/", html: HTML, headers: { "content-security-policy": policy } });
  const session = await openPanel(`${origin}/`);
  await addRoot(session.panel, "hidden.rows");
  const status = await takeSnapshot(session.panel);
  expect(status.objectCount).toBeGreaterThanOrEqual(1001);
  const roots = new Set(parseFolded(await downloadFolded(session)).map(({ frames }) => frames[0]));
  expect(roots).toContain("hidden.rows");
});
