import { connect } from "./connect.ts";

connect();

/* The value of the injected script. Firefox takes one that it cannot copy, such as the agent's handle, for a failure. */
export default true;
