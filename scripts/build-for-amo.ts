// npm run build-for-amo: the extension for Firefox alone, in dist/firefox/, as addons.mozilla.org builds it from the sources to compare.
import { runCommand } from "../package/cli/expected-error.ts";
import { buildFor } from "./build/build-extension.ts";

await runCommand(() => buildFor("firefox"));
