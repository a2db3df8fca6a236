// One controller lives as long as the app. Each upload listens to its signal, and never stops.
import { onPress } from "../button.js";

const app = new AbortController();

function upload(name, { signal }) {
  const parts = Array.from({ length: 60 }, (_, i) => ({ name, offset: i * 1024, sent: true }));
  signal.addEventListener("abort", () => {
    parts.length = 0;
  });
}

onPress("Upload a file", (round) => upload(`photo-${round}.jpg`, app));
