import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { context, served } from "./served-module.fixture.ts";
import { deriveModule } from "./served-module.ts";

test("a file without imports and exports may be a script of a page or of a worker: it imports nothing, and shares no name with others", () => {
  const code = "var seen = []; function see(x) { seen.push(x); return () => x; }";
  const texts = ["/app/src/one.js", "/app/src/two.js"].map(
    (id) => deriveModule(context as never, code, id, served)?.code ?? "",
  );
  const realm = { seen: 0 };
  for (const text of texts) expect(text).not.toMatch(/^import|\bexport\b/);
  runInNewContext(`${texts.join(";")};see(1);see(2);result = seen.length;`, realm);
  expect(realm).toMatchObject({ result: 2 });
  expect(deriveModule(context as never, texts[0] ?? "", "/app/src/one.js", served)).toBeNull();
  expect(deriveModule(context as never, `${code} export { see };`, "/app/src/one.js", served)?.code).toMatch(
    /^import \* as \$allocative from "virtual:runtime";/,
  );
});
