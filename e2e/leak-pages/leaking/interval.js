// Each visit of the dashboard polls, and its timer is never cleared.
import { onPress } from "../button.js";

function startPolling(board) {
  const quotes = new Map(Array.from({ length: 150 }, (_, i) => [i, { symbol: `S${i}`, price: i * 1.25, board }]));
  let polls = 0;
  setInterval(() => {
    polls++;
    quotes.get(polls % quotes.size).price += 0.5;
  }, 60_000);
}

onPress("Visit the dashboard", (round) => startPolling(`board ${round}`));
