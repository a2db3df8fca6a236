import browser from "webextension-polyfill";
import { PanelError } from "../store/services.ts";

const UPDATED_MESSAGE = "Allocative was updated. Close and reopen DevTools.";

/** False once the browser has replaced the extension by a newer one: the panel stays, and each call of the browser throws. */
export function isExtensionValid(): boolean {
  return browser.runtime?.id !== undefined;
}

/** Why something failed: the update, if there was one. It stops all calls of the browser, each with words of its own. */
export function reasonOf(error: unknown): unknown {
  return isExtensionValid() ? error : new PanelError("updated", UPDATED_MESSAGE);
}
