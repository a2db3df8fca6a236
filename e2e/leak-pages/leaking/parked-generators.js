// Wizards are generators that wait for their next step. A cancelled one waits for ever.
import { onPress } from "../button.js";

const running = [];

function* wizard(name) {
  const answers = { name, fields: Array.from({ length: 50 }, (_, i) => ({ field: i, value: "" })) };
  while (true) answers.fields[0].value = yield answers.fields.length;
}

function start(name) {
  const steps = wizard(name);
  steps.next();
  running.push(steps);
}

onPress("Start and cancel the wizard", (round) => start(`wizard ${round}`));
