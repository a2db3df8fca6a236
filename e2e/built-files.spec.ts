// What `npm run build` leaves in dist/, looked at from outside; no browser.
import { readdirSync, readFileSync } from "node:fs";
import { repositoryPath } from "../scripts/repository-path.ts";
import { expect, test } from "./fixtures/test.ts";

const readBuilt = (file: string) => readFileSync(repositoryPath(`dist/${file}`), "utf8");

test("the manifest asks for no more than the panel needs, and puts nothing into pages by itself", () => {
  const manifest: Record<string, unknown> = JSON.parse(readBuilt("extension/manifest.json"));
  expect(manifest).toMatchObject({
    manifest_version: 3,
    permissions: ["debugger", "scripting", "storage"],
    host_permissions: ["<all_urls>"],
    message_serialization: "structured_clone",
  });
  for (const absent of ["background", "content_scripts", "web_accessible_resources", "externally_connectable"]) {
    expect(manifest).not.toHaveProperty(absent);
  }
  /* Nothing but the extension's own files; pictures are drawn from blobs. */
  expect(manifest.content_security_policy).toEqual({
    extension_pages:
      "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'",
  });
  expect(manifest.version).toBe(JSON.parse(readFileSync(repositoryPath("package.json"), "utf8")).version);
});

/** Those whose code is in the extension. */
const PACKAGES = [
  "@jridgewell/resolve-uri",
  "@jridgewell/sourcemap-codec",
  "@jridgewell/trace-mapping",
  "acorn",
  "pako",
  "preact",
  "uplot",
  "webextension-polyfill",
];

test("the build without the permission to attach a debugger differs by that permission alone", () => {
  const [full, without] = ["extension", "extension-no-debugger"].map((name) => {
    const folder = repositoryPath(`dist/${name}`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      files.map((entry) => {
        const file = `${entry.parentPath}/${entry.name}`;
        return [file.slice(folder.length), readFileSync(file, "latin1")];
      }),
    );
  });
  const manifest = "/manifest.json";
  const { permissions, ...rest } = JSON.parse(full!.get(manifest)!);
  expect(JSON.parse(without!.get(manifest)!)).toEqual({ ...rest, permissions: ["scripting", "storage"] });
  expect(permissions).toEqual(["debugger", "scripting", "storage"]);
  full!.delete(manifest);
  without!.delete(manifest);
  expect([...without!.keys()].toSorted()).toEqual([...full!.keys()].toSorted());
  for (const [file, content] of full!) expect(without!.get(file) === content, file).toBe(true);
});

test("the licence of every package in the extension ships with it, and our own", () => {
  const licenses = readBuilt("extension/THIRD_PARTY_LICENSES.txt");
  for (const name of PACKAGES) {
    const folder = repositoryPath(`node_modules/${name}`);
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    expect(licenses).toContain(`${name} ${version}\nLicence: `);
    expect(licenses).toContain(readFileSync(`${folder}/LICENSE`, "utf8").trim());
  }
  expect(licenses.match(/^Licence: /gm)).toHaveLength(PACKAGES.length);
  expect(readBuilt("extension/LICENSE")).toBe(readFileSync(repositoryPath("LICENSE"), "utf8"));
});

test("agents and bridge are single classic scripts", () => {
  const files = ["allocative-agent.js", "allocative-bridge.js", "allocative-watch.js", "allocative-worker-agent.js"];
  expect(readdirSync(repositoryPath("dist/extension")).filter((name) => name.endsWith(".js"))).toEqual(files);
  for (const file of files) {
    const script = readBuilt(`extension/${file}`);
    expect(script).toMatch(/^try\{[(!]?(?:\(\)\s*=>|function\s*\(\))/);
    expect(script).not.toMatch(/\bimport\s*[("'{*]|\bexport\s*[{*]/);
  }
});
