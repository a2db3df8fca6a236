import type { Outlet } from "../store/services.ts";
import { PanelError } from "../store/services.ts";

/** Downloads and the clipboard, as a document has them. */
export const browserOutlet: Outlet = {
  saveFile(name, content) {
    const type = typeof content === "string" ? "text/plain;charset=utf-8" : "application/octet-stream";
    const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    /* The download reads the blob after the click has returned. */
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },

  async copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      /* DevTools does not grant its panels the clipboard; the old command works on a user's click. */
      if (!copyBySelection(text)) {
        throw new PanelError("copy-refused", "The browser did not allow copying. Download the file instead.");
      }
    }
  },

  async copyPng(png) {
    const blob = png.then((bytes) => new Blob([bytes as BlobPart], { type: "image/png" }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    } catch {
      /* Why there is no picture says more. */
      await blob;
      throw new PanelError("copy-refused", "The browser did not allow copying. Save the picture as PNG instead.");
    }
  },
};

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
