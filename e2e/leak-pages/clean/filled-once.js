// A cache of words that is filled by the first search.
import { onPress } from "../button.js";

const index = new Map();

function search(prefix) {
  if (index.size === 0) for (let i = 0; i < 400; i++) index.set(`word-${i}`, { length: i, rank: i % 7 });
  return [...index.keys()].filter((word) => word.startsWith(prefix)).length;
}

onPress("Search", (round) => search(`word-${round}`));
