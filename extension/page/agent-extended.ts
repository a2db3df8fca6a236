import { createExtendedWalk } from "../../core/snapshot/full-walk.ts";
import { connect } from "./connect.ts";

/* The agent for pages with objects that describe themselves, registered impls or known libraries. */
connect(() => ({ walk: createExtendedWalk({ layout: "chrome" }), needsExtensions: () => false }));
