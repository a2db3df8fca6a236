// @vitest-environment happy-dom
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { registerImpl } from "../../index.ts";
import { DOCUMENT_LIBRARY_FIXTURES } from "./document-libraries.fixture.ts";
import { firstLevelsOf, takeAgentSnapshot } from "./first-levels.fixture.ts";

/* Elements of a browser are the engine's. These are objects of a library, with far more bytes than what is tested. */
registerImpl(
  (facts) => facts.hasInherited("addEventListener") && facts.hasInherited("ownerDocument"),
  (_element, visitor) => visitor.enterSelfSized("Element", 0).exit(),
);
registerImpl(
  (facts) => facts.has("navigator") && facts.has("document"),
  (_window, visitor) => visitor.enterSelfSized("Window", 0).exit(),
);

/* UPDATE_GOLDENS=1 npx vitest run core/impls/libraries writes the goldens anew: read the difference before you commit it. */
describe.each(Object.entries(DOCUMENT_LIBRARY_FIXTURES))("%s", async (name, create) => {
  const snapshot = takeAgentSnapshot({ app: await create() });

  test("gives the frames of its golden", () => {
    const golden = join(import.meta.dirname, `${name}.folded`);
    const frames = firstLevelsOf(snapshot);
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, frames);
    expect(frames).toBe(readFileSync(golden, "utf8"));
  });

  test("has no warning", () => expect(snapshot.warnings).toEqual([]));
});
