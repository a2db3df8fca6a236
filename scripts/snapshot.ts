// npm run snapshot -- URL …: the command `allocative snapshot`, of what is built here.
import { buildIfMissing } from "./built-extension.ts";
import { runAllocative } from "./run-allocative.ts";

await runAllocative(async (args) => {
  if (!args.includes("--help")) buildIfMissing();
  return ["snapshot", ...args];
});
