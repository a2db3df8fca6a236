// A history of five states: it is full after the second round.
import { onPress } from "../button.js";

const history = { past: [], present: { shapes: [] } };

function draw(shapes) {
  history.past = [...history.past, history.present].slice(-5);
  history.present = { shapes };
}

onPress("Draw three times and clear", (round) => {
  for (let step = 0; step < 3; step++) {
    draw(Array.from({ length: 40 }, (_, i) => ({ x: i * step, y: round, kind: "circle" })));
  }
  draw([]);
});
