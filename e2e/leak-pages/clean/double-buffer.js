// Two states take turns: the next one is written into that of the last but one.
import { onPress } from "../button.js";

const buffers = [{ cells: [] }, { cells: [] }];
let front = 0;

function step(generation) {
  const back = buffers[1 - front];
  back.cells = Array.from({ length: generation % 2 ? 90 : 110 }, (_, i) => ({ alive: (i * generation) % 3 === 0 }));
  front = 1 - front;
}

step(0);
step(1);
onPress("Take a step", (round) => step(round + 2));
