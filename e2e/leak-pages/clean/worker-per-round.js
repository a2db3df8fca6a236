// A worker sums numbers, answers, and is ended.
import { onPress } from "../button.js";

function sumInWorker(numbers) {
  const worker = new Worker(new URL("./parts/sum-worker.js", import.meta.url));
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      resolve(data);
    });
    worker.postMessage(numbers);
  });
}

onPress("Sum in a worker", (round) => sumInWorker(Float64Array.from({ length: 5000 }, (_, i) => i * round)));
