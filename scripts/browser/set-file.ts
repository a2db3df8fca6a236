import type { CDPSession } from "playwright";

/** Chooses a file in the document's only file input. Playwright's own way stops at 50 MB. */
export async function setFile(cdp: CDPSession, file: string): Promise<void> {
  const { result } = await cdp.send("Runtime.evaluate", { expression: "document.querySelector('input[type=file]')" });
  await cdp.send("DOM.setFileInputFiles", { files: [file], objectId: result.objectId! });
}
