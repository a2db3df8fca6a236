// Before npm packs: everything that the tarball has is built, from the sources as they are now.
import { runCommand } from "../../package/cli/expected-error.ts";
import { buildAll } from "../built-extension.ts";
import { putNpmReadme } from "./npm-readme.ts";

await runCommand(async () => {
  buildAll();
  putNpmReadme();
});
