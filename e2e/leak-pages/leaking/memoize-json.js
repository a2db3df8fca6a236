// Results are memoized by their arguments as JSON, and no two arguments are the same.
import { onPress } from "../button.js";

function memoize(compute) {
  const results = {};
  return (argument) => {
    const key = JSON.stringify(argument);
    results[key] ??= compute(argument);
    return results[key];
  };
}

const layoutOf = memoize(({ width, height }) => ({ columns: Math.floor(width / 80), area: width * height }));

onPress("Resize the pane and back", (round) => {
  for (let width = 400; width < 480; width++) layoutOf({ width, height: 300, opened: round });
});
