import { findFirefox } from "../../scripts/browser/firefox/find-firefox.ts";
import { buildIfMissing } from "../../scripts/built-extension.ts";

/** Once before all tests, so that no test waits for an installation or a build. */
export default function globalSetup(): void {
  process.env.FIREFOX_PATH = findFirefox();
  buildIfMissing();
}
