import { createBasicWalk } from "../../core/snapshot/basic-walk.ts";
import { connect } from "./connect.ts";

/* The agent that every page gets: built-in types only. Where it meets more, it says so, and the panel sends the extended one. */
connect(createBasicWalk);
