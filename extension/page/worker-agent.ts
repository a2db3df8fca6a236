import { createSafeList } from "../../core/realm/safe-collections.ts";
import { PROTOCOL_VERSION } from "../protocol/messages.ts";
import { CollectedForWalk } from "./closures/closures-handle.ts";
import { createWorkerHandle } from "./worker-handle.ts";

/* The value of the script, by which the debugger gets the handle. */
export default createWorkerHandle(new CollectedForWalk(PROTOCOL_VERSION, createSafeList));
