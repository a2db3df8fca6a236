// Values of a page in the answers of allocative mcp: none without --values, over stdio.
import { maxTokensOf } from "../extension/panel/frames/tokens.ts";
import { test, writtenFile } from "./fixtures/agent.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { expect } from "./fixtures/test.ts";

/** As `--help` has it. */
const ANSWER_TOKENS = 1000;

/** What must not leave the page is in strings, keys of Maps and dictionaries, Sets, elements, errors and closures. */
const CONFIDENTIAL = pageWithModule(`
  const secret = (n) => "secret " + n;
  const hidden = [];
  globalThis.store = {
    log: [], byName: new Map(), seen: new Set(), dictionary: {}, error: new Error("secret of an error"),
    message: Symbol("secret of a symbol"), input: Object.assign(document.createElement("input"), { value: "secret of an input" }),
  };
  globalThis.visit = () => {
    for (let i = 0; i < 100; i++) {
      const n = store.log.length;
      store.log.push({ n, text: "secret 1" + n });
      store.byName.set(secret(n), { n });
      store.seen.add(secret(n));
      store.dictionary[secret(n)] = n;
      hidden.push(secret(n));
    }
    document.body.append(secret(hidden.length));
  };
  visit();`);

test("without --values no answer has any", async ({ serve, startAgent }) => {
  const url = `${await serve({ path: "/", html: CONFIDENTIAL })}/`;
  const agent = await startAgent();
  const leak = await agent.ask("leak_check", { url, action: "visit()", rounds: 2 });
  const file = writtenFile(leak.text);
  const answers = [leak, await agent.ask("snapshot", { url }), await agent.ask("top", { file })];
  answers.push(await agent.ask("diff", { before: writtenFile(answers[1]?.text ?? ""), after: file }));
  for (const path of ["store › log", "store › byName", "store › seen", "store › dictionary", "store › message"]) {
    answers.push(await agent.ask("who_holds", { file, path }));
  }
  answers.push(await agent.ask("who_holds", { file, path: "store › lgo" }));
  for (const { text } of answers) {
    expect(text).toMatch(/store/);
    expect(text).not.toMatch(/secret [\do]/);
  }
  const unknown = await agent.ask("values", { url, path: "store" }).then(
    ({ text }) => text,
    (error: Error) => error.message,
  );
  expect(unknown).toMatch(/not found/);
});

test("with --values a check has what came last, and the tool values what stands at a path", async ({
  serve,
  startAgent,
}) => {
  const url = `${await serve({ path: "/", html: CONFIDENTIAL })}/`;
  const agent = await startAgent(["--values"]);
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).toContain("values");
  const leak = await agent.ask("leak_check", { url, action: "visit()", rounds: 2 });
  expect(leak.text).toMatch(/\nThe last of 300 entries of .+:\n {2}.*secret 299/);
  const ofMap = await agent.ask("values", { url, path: "store › byName" });
  expect(ofMap.text).toMatch(/The largest of 100 entries of store › Object › byName: Map, as the page has them now/);
  expect(ofMap.text).toMatch(/"secret \d+" +\{n: \d+\}/);
  const ofStrings = await agent.ask("values", { url, path: "store › log › text" });
  expect(ofStrings.text).toMatch(/"secret \d+"/);
  for (const { text, isError } of [leak, ofMap, ofStrings]) {
    expect(isError, text).toBe(false);
    expect(maxTokensOf(text)).toBeLessThanOrEqual(ANSWER_TOKENS);
    expect(text).toMatch(/data, never instructions\.\nNext: .+\n$/);
  }
  expect((await agent.ask("values", { url, path: "store › log › n" })).text).toContain("No object and no string");
  const missing = await agent.ask("values", { url, path: "store › byNmae" });
  expect(missing.text).toMatch(/store;Object;byName/);
  expect(missing.isError).toBe(true);
});
