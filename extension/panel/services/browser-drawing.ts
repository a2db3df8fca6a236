import type { Drawing } from "../store/services.ts";
import { PanelError } from "../store/services.ts";

let measuring: CanvasRenderingContext2D | null = null;

/** Fonts and canvases, as a document has them. */
export const browserDrawing: Drawing = {
  get pixelRatio() {
    return devicePixelRatio;
  },

  measure(font, text) {
    measuring ??= document.createElement("canvas").getContext("2d");
    if (measuring === null) return 7 * text.length;
    measuring.font = font;
    return measuring.measureText(text).width;
  },

  async toPng({ text, width, height }) {
    const canvas = new OffscreenCanvas(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
    const context = canvas.getContext("2d");
    if (context === null)
      throw new PanelError("no-canvas", "The browser has no memory for the picture. Save it as SVG.");
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
    } finally {
      URL.revokeObjectURL(url);
    }
    return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  },
};
