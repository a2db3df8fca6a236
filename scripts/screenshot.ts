// npm run screenshot: docs/screenshot.png, the picture in the README, of the panel on the demo. Run by hand when the panel looks different.
import { mkdirSync } from "node:fs";
import { setDevtoolsTheme } from "./browser/devtools-internals.ts";
import { openDevtoolsPanel } from "./browser/devtools-panel.ts";
import { takeSnapshot } from "./browser/panel-actions.ts";
import { buildAll } from "./built-extension.ts";
import { runCommand } from "./expected-error.ts";
import { repositoryPath } from "./repository-path.ts";
import { startStaticServer } from "./static-server.ts";

const FILE = "docs/screenshot.png";

await runCommand(async () => {
  buildAll();
  const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
  try {
    const session = await openDevtoolsPanel({
      url: `${server.origin}/`,
      display: "headless",
      dockSide: "undocked",
      windowSize: [1280, 820],
    });
    try {
      const { page, devtools, panel } = session;
      await page.getByText("Ready.").waitFor();
      await setDevtoolsTheme(devtools, "light");
      await takeSnapshot(panel);
      await panel.getByRole("treeitem", { name: /^store\b/ }).click();
      mkdirSync(repositoryPath("docs"), { recursive: true });
      await devtools.screenshot({ path: repositoryPath(FILE) });
      console.log(FILE);
    } finally {
      await session.close();
    }
  } finally {
    await server.close();
  }
});
