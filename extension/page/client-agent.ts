import { PROTOCOL_VERSION } from "../protocol/messages.ts";
import { createClientHandle } from "./client-handle.ts";
import { CollectedForWalk } from "./closures/closures-handle.ts";
import { readableFrames } from "./windows.ts";

/* The value of the script, by which a debugger client gets the handle. */
export default createClientHandle(new CollectedForWalk(PROTOCOL_VERSION, readableFrames));
