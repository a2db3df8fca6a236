import counter from "counter-cjs";
import { add, WeakMap as OwnWeakMap, ownNames } from "./index.ts";
import { openSession } from "./session.ts";

/* The parts that a classic script can have: no worker, and nothing that is loaded later. */
const output = [add("a-1", 2), `counted ${counter.count("start")}`];
const session = openSession("Ada");
output.push(session.visit("start"), session.leave(), new OwnWeakMap("ours").label, ownNames());
Reflect.set(globalThis, "output", Promise.resolve(output));
