// A list of all jobs that were done, each with a link to the one before.
import { onPress } from "../button.js";

class JobQueue {
  #done = null;
  run(job) {
    job();
    this.#done = { name: job.name, finished: performance.now(), previous: this.#done };
  }
}

const queue = new JobQueue();
onPress("Run ten jobs", () => {
  for (let i = 0; i < 10; i++) queue.run(function compress() {});
});
