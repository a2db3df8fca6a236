// Each window of the editor listens on a channel of its own name, which is never closed.
import { onPress } from "../button.js";

function joinDocument(name) {
  const channel = new BroadcastChannel("documents");
  const peers = new Map(Array.from({ length: 70 }, (_, i) => [`peer-${i}`, { name, cursor: i, colour: "teal" }]));
  channel.onmessage = ({ data }) => peers.set(data.peer, data);
}

onPress("Open and close a document", (round) => joinDocument(`document ${round}`));
