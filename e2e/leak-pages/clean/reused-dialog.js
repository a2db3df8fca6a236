// A dialog is built when it is first wanted, and shown again from then on.
import { onPress } from "../button.js";

let dialog;

function openDialog(question) {
  if (dialog === undefined) {
    dialog = document.createElement("dialog");
    dialog.innerHTML = `<h2></h2><form method="dialog">${"<label><input> Choice</label>".repeat(20)}</form>`;
    dialog.addEventListener("close", () => dialog.querySelector("form").reset());
    document.body.append(dialog);
  }
  dialog.querySelector("h2").textContent = question;
  dialog.show();
}

onPress("Open and close the dialog", (round) => {
  openDialog(`Question ${round}?`);
  dialog.close();
});
