// A dialog is built for each opening. Its listeners are its own, so they go with it.
import { onPress } from "../button.js";

function openDialog(title) {
  const dialog = document.createElement("dialog");
  const choices = Array.from({ length: 50 }, (_, i) => ({ label: `${title}, choice ${i}`, chosen: false }));
  dialog.innerHTML = `<h2>${title}</h2>${"<label><input type=checkbox></label>".repeat(10)}`;
  dialog.addEventListener("change", () => {
    choices[0].chosen = true;
  });
  dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.remove());
  document.body.append(dialog);
  dialog.show();
  return dialog;
}

onPress("Open and close the dialog", (round) => {
  openDialog(`Dialog ${round}`).dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
});
