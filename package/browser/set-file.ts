import type { CDPSession } from "playwright";
import { waitFor } from "./deadline.ts";

/** Chooses a file in the document's only file input, once it is there. Playwright's own way stops at 50 MB. */
export async function setFile(cdp: CDPSession, file: string): Promise<void> {
  const objectId = await waitFor("file input", async () => {
    const { result } = await cdp.send("Runtime.evaluate", { expression: "document.querySelector('input[type=file]')" });
    return result.objectId;
  });
  await cdp.send("DOM.setFileInputFiles", { files: [file], objectId });
}
