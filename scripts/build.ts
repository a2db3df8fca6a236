// npm run build: dist/extension/ (unpacked extension), dist/extension-no-debugger/ (the same without the permission), dist/firefox/, dist/agents/ (what the command brings into pages), dist/command/ (the command `allocative`), dist/core/ (package), dist/testing/ (what people import in their tests), dist/derive/ (the plug-in for bundlers) and dist/demo/. Fails where a part is over its size budget.

import { ExpectedError, runCommand } from "../package/cli/expected-error.ts";
import { AGENTS_FOLDER, buildAgents } from "./build/build-agents.ts";
import { buildCommand, COMMAND_FOLDER } from "./build/build-command.ts";
import { buildCore, CORE_FOLDER } from "./build/build-core.ts";
import { buildDemo, DEMO_FOLDER } from "./build/build-demo.ts";
import { buildDerive, DERIVE_FOLDER } from "./build/build-derive.ts";
import { buildExtension, EXTENSION_FOLDER, FIREFOX_FOLDER, NO_DEBUGGER_FOLDER } from "./build/build-extension.ts";
import { buildTesting, TESTING_FOLDER } from "./build/build-testing.ts";
import {
  AGENT_BUDGETS,
  budgetViolations,
  COMMAND_BUDGETS,
  CORE_BUDGETS,
  DERIVE_BUDGETS,
  EXTENSION_BUDGETS,
  FIREFOX_BUDGETS,
  formatSizeTable,
  measureParts,
  TESTING_BUDGETS,
} from "./build/size-budget.ts";
import { repositoryPath } from "./repository-path.ts";

await runCommand(async () => {
  await buildExtension();
  await buildAgents();
  await buildCommand();
  await buildCore();
  await buildTesting();
  await buildDerive();
  await buildDemo();
  const sizes = [
    ...measureParts(repositoryPath(EXTENSION_FOLDER), EXTENSION_BUDGETS),
    ...measureParts(repositoryPath(FIREFOX_FOLDER), FIREFOX_BUDGETS),
    ...measureParts(repositoryPath(AGENTS_FOLDER), AGENT_BUDGETS),
    ...measureParts(repositoryPath(COMMAND_FOLDER), COMMAND_BUDGETS),
    ...measureParts(repositoryPath(CORE_FOLDER), CORE_BUDGETS),
    ...measureParts(repositoryPath(TESTING_FOLDER), TESTING_BUDGETS),
    ...measureParts(repositoryPath(DERIVE_FOLDER), DERIVE_BUDGETS),
  ];
  console.log(formatSizeTable(sizes));
  const violations = budgetViolations(sizes);
  if (violations.length > 0) throw new ExpectedError(violations.join("\n"));
  console.log(
    `Built ${EXTENSION_FOLDER}/, ${NO_DEBUGGER_FOLDER}/, ${FIREFOX_FOLDER}/, ${AGENTS_FOLDER}/, ${COMMAND_FOLDER}/, ${CORE_FOLDER}/, ${TESTING_FOLDER}/, ${DERIVE_FOLDER}/ and ${DEMO_FOLDER}/.`,
  );
});
