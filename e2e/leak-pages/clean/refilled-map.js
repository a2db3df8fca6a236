// The rows in sight are put into a cleared Map each time. Their number goes up and down.
import { onPress } from "../button.js";

const visible = new Map();
const HEIGHTS = [44, 61, 38, 57, 49, 63];

function show(count, generation) {
  visible.clear();
  for (let id = 0; id < count; id++) visible.set(`row-${id}`, { id, generation, top: id * 24 });
}

onPress("Scroll", (round) => show(HEIGHTS[round % HEIGHTS.length], round));
