// Marks of each search stay in the timeline of the browser.
import { onPress } from "../button.js";

function measured(name, work) {
  performance.mark(`${name}-start`);
  work();
  performance.mark(`${name}-end`);
  performance.measure(name, `${name}-start`, `${name}-end`);
}

onPress("Search five times", () => {
  for (let i = 0; i < 5; i++) measured("search", () => "needle in a haystack".includes("needle"));
});
