// npm run docs [-- --serve]: the documents as a site in dist/docs/, which works from a server and from a disk.
import { parseArgs } from "node:util";
import { runCommand } from "../package/cli/expected-error.ts";
import { buildDocs, DOCS_FOLDER } from "./docs/build-docs.ts";
import { repositoryPath } from "./repository-path.ts";
import { startStaticServer } from "./static-server.ts";

await runCommand(async () => {
  const { values } = parseArgs({ options: { serve: { type: "boolean" } } });
  const pages = await buildDocs();
  console.log(`${DOCS_FOLDER}/: ${pages.length} pages`);
  if (!values.serve) return;
  const server = await startStaticServer([{ path: "/", folder: repositoryPath(DOCS_FOLDER) }]);
  console.log(`${server.origin}/index.html (Ctrl+C ends it)`);
});
