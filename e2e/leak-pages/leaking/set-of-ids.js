// Messages that were shown are remembered by their ids, which are strings, for ever.
import { onPress } from "../button.js";

function createInbox() {
  const seenIds = new Set();
  let last = 0;
  return {
    receive(count) {
      const fresh = Array.from({ length: count }, () => ({ id: `message-${last++}`, body: "Hello" }));
      for (const { id } of fresh) seenIds.add(id);
      return fresh.filter(({ id }) => !seenIds.has(id)).length;
    },
  };
}

const inbox = createInbox();
onPress("Receive and dismiss 50 messages", () => inbox.receive(50));
