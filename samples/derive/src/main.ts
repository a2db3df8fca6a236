import counter from "counter-cjs";
import { greeting } from "./hot.ts";
import { add, WeakMap as OwnWeakMap, ownNames, store } from "./index.ts";
import { openSession } from "./session.ts";

const output: string[] = [];
const log = (line: string): void => {
  output.push(line);
};

async function run(): Promise<readonly string[]> {
  log(add("a-1", 2));
  log(add("a-2", 1));
  log(`items ${store.count}`);
  log(`counted ${counter.count("start")} ${counter.count("cart")}`);
  const session = openSession("Ada");
  log(session.visit("start"));
  log(session.visit("cart"));
  log(session.leave());
  log(`${new OwnWeakMap("ours").label} ${ownNames()}`);
  log(greeting());
  const { laterLine } = await import("./later.ts");
  log(laterLine());
  log(await fromWorker());
  return output;
}

function fromWorker(): Promise<string> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  Reflect.set(globalThis, "worker", worker);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`The worker failed: ${message}`));
    worker.postMessage("ping");
  });
}

addEventListener("keyup", () => output.length);
Reflect.set(globalThis, "output", run());
