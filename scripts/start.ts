// npm start [-- URL]: builds, then the command `allocative open`, on the demo where no URL is given.
import { buildAll } from "./built-extension.ts";
import { repositoryPath } from "./repository-path.ts";
import { runAllocative } from "./run-allocative.ts";
import { startStaticServer } from "./static-server.ts";

const servers: { close(): Promise<void> }[] = [];
try {
  await runAllocative(async (args) => {
    if (args.includes("--help")) return ["open", ...args];
    process.stderr.write("Building …\n");
    buildAll();
    if (args.length > 0) return ["open", ...args];
    const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
    servers.push(server);
    return ["open", `${server.origin}/`];
  });
} finally {
  for (const server of servers) await server.close();
}
