import { connect } from "./connect.ts";

connect();
