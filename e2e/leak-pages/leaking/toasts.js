// Messages fade out, and stay in the document.
import { onPress } from "../button.js";

const list = document.createElement("div");
list.setAttribute("role", "log");
document.body.append(list);

function toast(message) {
  const note = document.createElement("p");
  note.className = "toast";
  note.innerHTML = `<strong>Saved</strong> <span>${message}</span>`;
  list.append(note);
  note.hidden = true;
}

onPress("Save ten files", (round) => {
  for (let i = 0; i < 10; i++) toast(`File ${i} of round ${round}`);
});
