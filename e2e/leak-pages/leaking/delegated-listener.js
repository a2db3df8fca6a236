// Each menu listens on the document for clicks outside, and forgets to stop when it closes.
import { onPress } from "../button.js";

function openMenu(owner) {
  const items = Array.from({ length: 120 }, (_, i) => ({ title: `Command ${i} for ${owner}`, shortcut: `Ctrl+${i}` }));
  const menu = document.createElement("menu");
  const state = { open: true, items };
  const close = () => {
    state.open = false;
    menu.remove();
  };
  document.addEventListener("click", (event) => {
    if (state.open && !menu.contains(event.target)) close();
  });
  document.body.append(menu);
  return close;
}

onPress("Open and close the menu", (round) => {
  const close = openMenu(`user ${round}`);
  close();
});
