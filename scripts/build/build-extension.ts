import { renameSync, rmSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { shrink } from "./shrink.ts";
import { runViteBuild } from "./vite-build.ts";

export const EXTENSION_FOLDER = "dist/extension";
const UNFINISHED_FOLDER = "dist/extension-unfinished";

/** What the panel injects into a page: one classic script each, because a page's CSP would stop a module from loading its imports. */
const INJECTED = [
  { entry: "extension/page/agent.ts", file: "agent.js" },
  { entry: "extension/page/agent-extended.ts", file: "agent-extended.js" },
  { entry: "extension/content/bridge.ts", file: "bridge.js" },
] as const;

/**
 * The agents are injected into pages, so each byte counts. The names of members that are shortened are those of the tables and sinks inside an agent: nothing
 * that a page, a message or the registry sees is called so.
 */
const INTERNAL_MEMBERS =
  /^(?:[a-z]+[A-Z]\w*Size|(?:max|item|slot|header|storage)\w*Size|m(?:ax|in)Smi|first(?:Slot|Repeat|Storage)|(?:slot|storage)(?:Place|Flags)|(?:begin|end|describe)[A-Z]\w+|typeText|last(?:Key|Step)|earlier(?:Key|Step)|hasRoomForShapes|settle|toTables|nodeOf|cellOf|familyOf|maxCount|markBefore|goBack|nextAfter|joinShapes|joinNext|setShape|goOn|tellRest|wordSize|fieldsOf|rowOf|placeOf|itemsOf|ofField|toTable|rowsOfNextChunk|maxNodes|isNeeded|hasRest|addRoot|leaveOut|reopen|rareImplOf|contentsImplOf|largeBytes|nodeShape|workCount|leftOutCount|possibleBytes|accessorField|opaqueField|(?:symbol|date|promise|error|function)Size|emptyObjectSlots|typedArrayInHeapLimit|dictionaryKeys|isEmptyArray|hasAccessors|isDescribed|typeName|begin|layout|nodes|flags|addition|steps|builtInContext|extensions|viewed|count|texts|cells|shapes|needsExtensions|createExtensions|maxObjects|places|context|custom|fields)$/;

/** Builds the unpacked extension for Chromium into `dist/extension/`. */
export async function buildExtension(): Promise<void> {
  // A browser may be loading what was built before, so the new folder takes its place in one step.
  rmSync(repositoryPath(UNFINISHED_FOLDER), { recursive: true, force: true });
  await runViteBuild({ configFile: repositoryPath("vite.config.ts"), build: { outDir: UNFINISHED_FOLDER } });
  // The crx plugin leaves Vite's own index of chunks behind.
  rmSync(repositoryPath(`${UNFINISHED_FOLDER}/.vite`), { recursive: true, force: true });
  for (const { entry, file } of INJECTED) {
    await runViteBuild({
      configFile: false,
      publicDir: false,
      build: {
        outDir: UNFINISHED_FOLDER,
        emptyOutDir: false,
        target: "chrome148",
        minify: true,
        lib: { entry: repositoryPath(entry), formats: ["iife"], name: "allocative", fileName: () => file },
      },
    });
    await shrink(repositoryPath(`${UNFINISHED_FOLDER}/${file}`), {
      toplevel: true,
      mangle: { properties: { regex: INTERNAL_MEMBERS } },
    });
  }
  rmSync(repositoryPath(EXTENSION_FOLDER), { recursive: true, force: true });
  renameSync(repositoryPath(UNFINISHED_FOLDER), repositoryPath(EXTENSION_FOLDER));
}
