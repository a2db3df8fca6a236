import { expect, test } from "vitest";
import { packageFolderOf, writeLicenses } from "./third-party-licenses.ts";

test.each([
  ["/app/node_modules/preact/dist/preact.module.js", "/app/node_modules/preact"],
  ["/app/node_modules/preact/hooks/dist/hooks.js?v=1", "/app/node_modules/preact"],
  ["/app/node_modules/@preact/signals/index.js", "/app/node_modules/@preact/signals"],
  ["/app/node_modules/a/node_modules/b/index.js", "/app/node_modules/a/node_modules/b"],
  ["\0/app/node_modules/preact/index.js?commonjs", "/app/node_modules/preact"],
  ["/app/extension/panel/main.tsx", null],
  ["\0rolldown/runtime.js", null],
])("%j is of the package %j", (id, folder) => {
  expect(packageFolderOf(id)).toBe(folder);
});

test("each package stands with its version, its licence and where its source is", () => {
  const text = writeLicenses([
    {
      name: "one",
      version: "1.2.3",
      license: "MIT",
      source: "https://one.example",
      licenseText: "Permission is granted",
    },
    { name: "two", version: "2.0.0", license: "MPL-2.0", source: "https://two.example", licenseText: "Mozilla Public" },
  ]);
  expect(text).toContain("one 1.2.3\nLicence: MIT\nSource: https://one.example\n\nPermission is granted\n");
  expect(text).toContain("two 2.0.0\nLicence: MPL-2.0\nSource: https://two.example\n\nMozilla Public\n");
});
