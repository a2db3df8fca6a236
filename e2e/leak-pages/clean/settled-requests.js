// Requests wait by number until they are answered, and are forgotten then.
import { onPress } from "../button.js";

const pending = new Map();
const { port1, port2 } = new MessageChannel();
let lastId = 100;

port2.onmessage = ({ data }) => port2.postMessage({ id: data.id, answer: `Answer to ${data.question}` });
port1.onmessage = ({ data }) => {
  pending.get(data.id).resolve(data.answer);
  pending.delete(data.id);
};

function ask(question) {
  const id = lastId++;
  return new Promise((resolve, reject) => {
    pending.set(id, { question, resolve, reject });
    port1.postMessage({ id, question });
  });
}

onPress("Ask three questions", (round) =>
  Promise.all(["Where", "When", "Why"].map((word) => ask(`${word} ${round}?`))),
);
