// Typing starts a timer anew at each key; the search that ends the typing lets all go.
import { onPress } from "../button.js";

function debounce(work, delay) {
  let timer;
  return (argument) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(argument), delay);
  };
}

const field = document.createElement("input");
document.body.append(field);
const results = { query: "", hits: [] };

onPress("Type a query and clear it", (round) => {
  const typed = `query ${round}`;
  return new Promise((resolve) => {
    const search = debounce((query) => {
      results.query = query;
      results.hits = Array.from({ length: 20 }, (_, i) => ({ score: i / 20, title: `${query}, hit ${i}` }));
      field.value = "";
      field.removeEventListener("input", onInput);
      resolve();
    }, 10);
    const onInput = () => search(field.value);
    field.addEventListener("input", onInput);
    for (let end = 1; end <= typed.length; end++) {
      field.value = typed.slice(0, end);
      field.dispatchEvent(new Event("input"));
    }
  });
});
