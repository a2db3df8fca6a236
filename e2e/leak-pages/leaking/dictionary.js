// Drafts are kept in an object by the name of their thread. Sending one leaves its draft there.
import { onPress } from "../button.js";

const composer = { drafts: {}, sent: 0 };

function write(thread, body) {
  composer.drafts[thread] = { body, attachments: [], changed: Date.now() };
}

onPress("Write and send 12 messages", (round) => {
  for (let i = 0; i < 12; i++) {
    write(`thread-${round}-${i}`, `Message ${i}, written in round ${round}`);
    composer.sent++;
  }
});
