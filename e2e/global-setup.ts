import { findOrInstallChromium } from "../scripts/browser/install-chromium.ts";
import { buildIfMissing } from "../scripts/built-extension.ts";

/** Once before all tests, so that no test waits for an installation or a build. */
export default function globalSetup(): void {
  process.env.CHROME_PATH = findOrInstallChromium();
  buildIfMissing();
}
