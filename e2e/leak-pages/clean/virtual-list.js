// A list of 10,000 rows has elements for the 20 in sight, which are used again while it scrolls.
import { onPress } from "../button.js";

const list = document.createElement("ul");
const rows = Array.from({ length: 20 }, () => list.appendChild(document.createElement("li")));
document.body.append(list);

function scrollTo(first) {
  rows.forEach((row, i) => {
    row.textContent = `Row ${first + i}`;
    row.dataset.index = `${first + i}`;
  });
}

onPress("Scroll down and back", () => {
  for (let first = 0; first < 10_000; first += 500) scrollTo(first);
  scrollTo(0);
});
