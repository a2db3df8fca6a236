// The transcript is one string, to which each session adds its lines.
import { onPress } from "../button.js";

const session = { transcript: "", started: new Date() };

function say(who, words) {
  session.transcript += `${who}: ${words}\n`;
}

onPress("Hold a conversation", (round) => {
  for (let line = 0; line < 40; line++) say(line % 2 ? "Bot" : "You", `This is line ${line} of conversation ${round}.`);
});
