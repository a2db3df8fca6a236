// The last result is kept with its arguments, and replaced when they change.
import { onPress } from "../button.js";

const memo = { filter: "", rows: [] };
const people = Array.from({ length: 300 }, (_, id) => ({ id, name: `Person ${id}` }));

function filtered(filter) {
  if (memo.filter !== filter) {
    memo.filter = filter;
    memo.rows = people.filter(({ name }) => name.includes(filter)).map((person) => ({ ...person }));
  }
  return memo.rows;
}

onPress("Filter and clear", (round) => {
  filtered(`${round + 1}`);
  filtered("Person 1");
});
