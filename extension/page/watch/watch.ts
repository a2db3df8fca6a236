import { WATCH_TOKEN } from "../../protocol/names.ts";
import { startWatch } from "./start-watch.ts";

/* The panel puts a token in the place of this one. */
startWatch(WATCH_TOKEN);
