import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import { repositoryPath } from "../repository-path.ts";
import { objectionsTo } from "./check-package.ts";

const { version } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8")) as { version: string };
const FILES = ["manifest.json", "allocative-agent.js", ...Object.values(manifest.icons)];

test("a store takes the manifest of this extension", () => {
  expect(objectionsTo(manifest, FILES, version)).toEqual([]);
});

test.each([
  ["a key of its own", { ...manifest, key: "MIIB" }, FILES, version, '"key"'],
  ["an address for updates", { ...manifest, update_url: "https://example.org/" }, FILES, version, '"update_url"'],
  ["another version than package.json", manifest, FILES, "9.9.9", "package.json 9.9.9"],
  ["a version that is no number", { ...manifest, version: "1.0.0-beta" }, FILES, "1.0.0-beta", "one to four numbers"],
  ["a long description", { ...manifest, description: "a".repeat(133) }, FILES, version, "132 characters"],
  ["no name", { ...manifest, name: "" }, FILES, version, "The name"],
  ["version 2", { ...manifest, manifest_version: 2 }, FILES, version, "not of version 3"],
  ["scripts from elsewhere", withPolicy("script-src https://example.org"), FILES, version, "from elsewhere"],
  ["no large icon", { ...manifest, icons: {} }, FILES, version, "128 pixels"],
  ["an icon that is not there", manifest, ["manifest.json"], version, "is not in the package"],
  ["a reserved name", manifest, [...FILES, "assets/_a.js"], version, "reserved"],
  ["a source map", manifest, [...FILES, "a.js.map"], version, "source map"],
])("a store does not take %s", (_, changed, files, expectedVersion, objection) => {
  expect(objectionsTo(changed, files, expectedVersion).join(" ")).toContain(objection);
});

function withPolicy(policy: string): typeof manifest {
  return { ...manifest, content_security_policy: { extension_pages: policy } };
}
