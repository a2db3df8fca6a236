import { connect } from "./connect.ts";

/* The value of the injected script, by which whoever injects it gets the handle. */
export default connect();
