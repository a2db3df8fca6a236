import { createSafeList } from "../../core/realm/safe-collections.ts";
import { PROTOCOL_VERSION } from "../protocol/messages.ts";
import { CollectedForWalk } from "./closures/closures-handle.ts";
import { createNodeHandle } from "./node-handle.ts";

/* The value of the script, by which a debugger client gets the handle. */
export default createNodeHandle(new CollectedForWalk(PROTOCOL_VERSION, createSafeList));
