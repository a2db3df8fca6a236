// A counter as a string, which gets one character longer between 9 and 10.
import { onPress } from "../button.js";

const badge = document.createElement("span");
document.body.append(badge);
const unread = { count: 8, label: "8 unread", shown: [8] };

onPress("Receive and read a message", () => {
  unread.count++;
  unread.label = `${unread.count} unread`;
  unread.shown = [unread.count];
  badge.textContent = unread.label;
});
