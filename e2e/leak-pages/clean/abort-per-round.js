// Each opening has a controller of its own, and all its listeners end with it.
import { onPress } from "../button.js";

function openPalette(owner) {
  const controller = new AbortController();
  const { signal } = controller;
  const commands = Array.from({ length: 100 }, (_, i) => ({ title: `Command ${i}`, owner }));
  let typed = "";
  window.addEventListener("keydown", ({ key }) => (typed += key), { signal });
  window.addEventListener("blur", () => (commands.length = 0), { signal });
  document.addEventListener("focusin", () => typed, { signal });
  return () => controller.abort();
}

onPress("Open and close the palette", (round) => {
  const close = openPalette(`user ${round}`);
  close();
});
