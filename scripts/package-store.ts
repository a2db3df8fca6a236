// npm run package:store [-- --built]: zips, texts and pictures of the extension for the stores of Chrome, Edge and Firefox, in dist/store/. With --built, of what is built already.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ExpectedError, runCommand } from "../package/cli/expected-error.ts";
import { EXTENSION_FOLDER, FIREFOX_FOLDER, NO_DEBUGGER_FOLDER } from "./build/build-extension.ts";
import { buildAll } from "./built-extension.ts";
import { repositoryPath } from "./repository-path.ts";
import { objectionsTo } from "./store/check-package.ts";
import { listingOf, type StoreVariant, writeListing } from "./store/listing.ts";
import { makePictures, PICTURE_HEIGHT, PICTURE_WIDTH, sizeOfPng } from "./store/pictures.ts";
import { TILE_HEIGHT, TILE_WIDTH } from "./store/tile.ts";
import { trackedFiles } from "./store/tracked-files.ts";
import { filesOf, zipFiles, zipFolder } from "./store/zip-folder.ts";

const STORE_FOLDER = "dist/store";
/** The stores of Chrome and Edge take the same files; each has a zip of its own, so that there is no doubt which is for which. */
const VARIANTS: readonly {
  readonly variant: StoreVariant;
  readonly folder: string;
  readonly stores: readonly string[];
  readonly suffix: string;
}[] = [
  { variant: "full", folder: EXTENSION_FOLDER, stores: ["chrome", "edge"], suffix: "" },
  { variant: "no-debugger", folder: NO_DEBUGGER_FOLDER, stores: ["chrome", "edge"], suffix: "-no-debugger" },
  { variant: "firefox", folder: FIREFOX_FOLDER, stores: ["firefox"], suffix: "" },
];
const TILE_LINE = "Which of your objects hold the memory, and who owns them";

await runCommand(async () => {
  const { values } = parseArgs({ options: { built: { type: "boolean" } } });
  if (!values.built) buildAll();
  rmSync(repositoryPath(STORE_FOLDER), { recursive: true, force: true });
  mkdirSync(repositoryPath(STORE_FOLDER), { recursive: true });
  const { version } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8")) as { version: string };
  for (const { variant, folder, stores, suffix } of VARIANTS) {
    const manifest = JSON.parse(readFileSync(repositoryPath(`${folder}/manifest.json`), "utf8"));
    const objections = objectionsTo(manifest, filesOf(repositoryPath(folder)), version);
    if (objections.length > 0) throw new ExpectedError(`${folder}: ${objections.join(" ")}`);
    const zip = zipFolder(repositoryPath(folder));
    for (const store of stores) write(`allocative-${version}-${store}${suffix}.zip`, zip);
    write(`listing${variant === "full" ? "" : `-${variant}`}.md`, writeListing(listingOf(variant)));
  }
  write(`allocative-${version}-firefox-sources.zip`, zipFiles(repositoryPath("."), trackedFiles()));
  for (const { name, png } of await makePictures(TILE_LINE)) {
    const [width, height] = name === "tile.png" ? [TILE_WIDTH, TILE_HEIGHT] : [PICTURE_WIDTH, PICTURE_HEIGHT];
    const [actualWidth, actualHeight] = sizeOfPng(png);
    if (actualWidth !== width || actualHeight !== height)
      throw new ExpectedError(
        `${name} has ${actualWidth} × ${actualHeight} pixels, and must have ${width} × ${height}.`,
      );
    write(name, png);
  }
});

function write(name: string, content: string | Uint8Array): void {
  const file = `${STORE_FOLDER}/${name}`;
  writeFileSync(repositoryPath(file), content);
  console.log(`${file}: ${(content.length / 1000).toFixed(1)} kB`);
}
