// A log with a limit: each round writes more than it keeps.
import { onPress } from "../button.js";

const log = [];
const LIMIT = 30;

function write(level, message) {
  log.push({ level, message, time: performance.now() });
  if (log.length > LIMIT) log.splice(0, log.length - LIMIT);
}

onPress("Do what is logged", (round) => {
  for (let i = 0; i < 45; i++) write(i % 9 ? "info" : "warn", `Step ${i} of round ${round}`);
});
