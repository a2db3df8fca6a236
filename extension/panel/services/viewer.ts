import type { Viewer } from "../store/services.ts";
import { reasonOf } from "./update.ts";

/** Of the built extension: `scripts/build/build-viewer.ts` makes it. */
const FILE = "/allocative-viewer.html";

/** Read when it is asked for: most panels never export a page. */
export function createViewer(version: string): Viewer {
  return {
    version,
    async loadPage() {
      try {
        return await (await fetch(FILE)).text();
      } catch (error) {
        throw reasonOf(error);
      }
    },
  };
}
