// Previews run in frames. The windows of the removed ones are kept to be sent messages.
import { onPress } from "../button.js";

const previews = { targets: [], version: 1 };

async function showPreview(markup) {
  const frame = document.createElement("iframe");
  frame.srcdoc = markup;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  previews.targets.push(frame.contentWindow);
  return () => frame.remove();
}

onPress("Open and close the preview", async (round) => {
  const close = await showPreview(`<p>Preview ${round}</p>`);
  close();
});
