// Lints the builds of the extension as Firefox's store does. A message that is not in the table, or a row of it without a message, fails.
import linter from "addons-linter";
import { ExpectedError, runCommand } from "../../package/cli/expected-error.ts";
import { EXTENSION_FOLDER, NO_DEBUGGER_FOLDER } from "../build/build-extension.ts";
import { repositoryPath } from "../repository-path.ts";

const FIREFOX_FOLDER = "dist/firefox";

/** What the linter says of every build, and why it may. */
const OF_ALL = {
  UNSAFE_VAR_ASSIGNMENT: "Preact can set innerHTML; no view of ours has it do so",
  INLINE_SCRIPT: "the page that Export writes, which opens from the disk and not as a page of the extension",
};

const OF_CHROMIUM = {
  ...OF_ALL,
  ADDON_ID_REQUIRED: "a key of Firefox alone",
  MISSING_DATA_COLLECTION_PERMISSIONS: "a key of Firefox alone",
};

const ACCEPTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [FIREFOX_FOLDER]: OF_ALL,
  [EXTENSION_FOLDER]: { ...OF_CHROMIUM, MANIFEST_PERMISSIONS: "Firefox has no permission debugger" },
  [NO_DEBUGGER_FOLDER]: OF_CHROMIUM,
};

await runCommand(async () => {
  const objections: string[] = [];
  for (const [folder, accepted] of Object.entries(ACCEPTED)) objections.push(...(await lint(folder, accepted)));
  if (objections.length > 0) throw new ExpectedError(objections.join("\n"));
  console.log(`${Object.keys(ACCEPTED).join(", ")}: nothing but what is accepted.`);
});

async function lint(folder: string, accepted: Readonly<Record<string, string>>): Promise<string[]> {
  const config = { _: [repositoryPath(folder)], logLevel: "fatal", output: "none", stack: false };
  const { errors, warnings, notices } = await linter.createInstance({ config }).run();
  const messages = [...errors, ...warnings, ...notices];
  const codes = new Set(messages.map(({ code }) => code));
  return [
    ...messages
      .filter(({ code }) => !(code in accepted))
      .map(({ code, message, file }) => `${folder}/${file ?? ""}: ${message} (${code})`),
    ...Object.keys(accepted)
      .filter((code) => !codes.has(code))
      .map((code) => `${folder}: the linter does not say ${code} any more; take it out of the table.`),
  ];
}
