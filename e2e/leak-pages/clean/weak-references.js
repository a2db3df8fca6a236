// Images are cached by weak references: for the same ten names there are never more than ten.
import { onPress } from "../button.js";

const thumbnails = new Map();

function thumbnailOf(name) {
  const kept = thumbnails.get(name)?.deref();
  if (kept) return kept;
  const thumbnail = { name, pixels: new Uint8ClampedArray(4096) };
  thumbnails.set(name, new WeakRef(thumbnail));
  return thumbnail;
}

onPress("Show and hide the gallery", () => {
  const shown = Array.from({ length: 10 }, (_, i) => thumbnailOf(`photo-${i}.jpg`));
  return shown.length;
});
