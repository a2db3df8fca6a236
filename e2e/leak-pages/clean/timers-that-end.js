// A message goes away by itself, and its timers end.
import { onPress } from "../button.js";

function flash(message) {
  const note = document.createElement("output");
  note.textContent = message;
  document.body.append(note);
  return new Promise((resolve) => {
    let blinks = 0;
    const timer = setInterval(() => {
      note.hidden = !note.hidden;
      if (++blinks < 4) return;
      clearInterval(timer);
      setTimeout(() => {
        note.remove();
        resolve();
      }, 10);
    }, 10);
  });
}

onPress("Flash a message", (round) => flash(`Saved for the ${round + 1}th time`));
