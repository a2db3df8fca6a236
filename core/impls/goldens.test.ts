import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { arrayFixtures } from "./array.fixture.ts";
import { binaryFixtures } from "./binary.fixture.ts";
import { boxedFixtures } from "./boxed.fixture.ts";
import { collectionFixtures } from "./collections.fixture.ts";
import { exoticFixtures } from "./exotic.fixture.ts";
import { functionFixtures } from "./function.fixture.ts";
import { nullPrototypeFixtures } from "./null-prototype.fixture.ts";
import { objectFixtures } from "./object.fixture.ts";
import { opaqueFixtures } from "./opaque.fixture.ts";
import { primitiveFixtures } from "./primitive.fixture.ts";
import { realmFixtures } from "./realm.fixture.ts";
import { standardObjectFixtures } from "./standard-objects.fixture.ts";
import { webAssemblyFixtures } from "./web-assembly.fixture.ts";

/* UPDATE_GOLDENS=1 npx vitest run core/impls writes the goldens anew: read the difference before you commit it. */
const FIXTURES = {
  object: objectFixtures,
  array: arrayFixtures,
  collections: collectionFixtures,
  binary: binaryFixtures,
  function: functionFixtures,
  primitive: primitiveFixtures,
  "standard-objects": standardObjectFixtures,
  exotic: exoticFixtures,
  boxed: boxedFixtures,
  opaque: opaqueFixtures,
  "web-assembly": webAssemblyFixtures,
  "null-prototype": nullPrototypeFixtures,
  realm: realmFixtures,
};

describe.each(Object.entries(FIXTURES))("%s", (file, fixtures) => {
  const snapshot = takeSnapshot({ roots: fixtures(), layout: "chrome" });
  const folded = snapshot.toFolded();

  test("gives the frames of its golden", () => {
    const golden = new URL(`./${file}.folded`, import.meta.url);
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, folded);
    expect(folded).toBe(readFileSync(golden, "utf8"));
  });

  test("sums to the total size", () => {
    const sum = folded
      .trimEnd()
      .split("\n")
      .reduce((bytes, line) => bytes + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
    expect(sum).toBe(snapshot.totalSize);
    expect(snapshot.maxTotalSize).toBeGreaterThanOrEqual(snapshot.totalSize);
  });

  test("has no warning", () => expect(snapshot.warnings).toEqual([]));
});
