// What npm run package:store makes for the stores, of the extension that is built.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect, test } from "playwright/test";
import { repositoryPath } from "../scripts/repository-path.ts";
import { sizeOfPng } from "../scripts/store/pictures.ts";
import { filesOf } from "../scripts/store/zip-folder.ts";

const STORE = repositoryPath("dist/store");
const ZIPS = [
  ["chrome", "extension"],
  ["chrome-no-debugger", "extension-no-debugger"],
  ["edge", "extension"],
  ["edge-no-debugger", "extension-no-debugger"],
  ["firefox", "firefox"],
] as const;

test("zips, texts and pictures for the stores", { tag: "@slow" }, () => {
  const tsx = repositoryPath("node_modules/tsx/dist/cli.mjs");
  execFileSync(process.execPath, [tsx, repositoryPath("scripts/package-store.ts"), "--built"], { stdio: "pipe" });
  const { version } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8")) as { version: string };
  const pictures = ["1-snapshot.png", "2-leak.png", "3-growth.png", "4-insights.png", "5-dark.png"];
  const zips = ZIPS.map(([name]) => `allocative-${version}-${name}.zip`);
  const sources = `allocative-${version}-firefox-sources.zip`;
  expect(readdirSync(STORE).sort()).toEqual(
    [...pictures, ...zips, sources, "listing.md", "listing-firefox.md", "listing-no-debugger.md", "tile.png"].sort(),
  );

  for (const [name, folder] of ZIPS) {
    const unzipped = unzipSync(readFileSync(`${STORE}/allocative-${version}-${name}.zip`));
    const built = repositoryPath(`dist/${folder}`);
    expect(Object.keys(unzipped)).toEqual(filesOf(built));
    const different = filesOf(built).filter((file) => !readFileSync(`${built}/${file}`).equals(unzipped[file]!));
    expect(different).toEqual([]);
  }

  /* What the reviewers build it of: no file that is built, and the steps. */
  const packed = Object.keys(unzipSync(readFileSync(`${STORE}/${sources}`)));
  for (const needed of ["package.json", "package-lock.json", "vite.config.ts", "docs/build-for-amo.md"])
    expect(packed).toContain(needed);
  expect(packed.filter((file) => /^(?:dist|node_modules)\//.test(file))).toEqual([]);

  for (const picture of pictures) expect(sizeOfPng(readFileSync(`${STORE}/${picture}`))).toEqual([1280, 800]);
  expect(sizeOfPng(readFileSync(`${STORE}/tile.png`))).toEqual([440, 280]);
  expect(readFileSync(`${STORE}/listing.md`, "utf8")).toContain("## Permission: debugger\n");
  expect(readFileSync(`${STORE}/listing-firefox.md`, "utf8")).toContain("## Notes to reviewers\n");
  expect(readFileSync(`${STORE}/listing-no-debugger.md`, "utf8")).not.toContain("## Permission: debugger\n");
});
