// What is known of an element stands in a WeakMap, and goes with the element.
import { onPress } from "../button.js";

const measurements = new WeakMap();

function showCard(title) {
  const card = document.createElement("article");
  card.textContent = title;
  document.body.append(card);
  measurements.set(card, { width: card.offsetWidth, history: new Array(60).fill(0), title });
  return card;
}

onPress("Show and hide ten cards", (round) => {
  const cards = Array.from({ length: 10 }, (_, i) => showCard(`Card ${i} of round ${round}`));
  for (const card of cards) card.remove();
});
