// npm run build: dist/extension/ (unpacked extension), dist/core/ (package) and dist/demo/. Fails where a part is over its size budget.
import { buildCore, CORE_FOLDER } from "./build/build-core.ts";
import { buildDemo, DEMO_FOLDER } from "./build/build-demo.ts";
import { BuildError } from "./build/build-error.ts";
import { buildExtension, EXTENSION_FOLDER } from "./build/build-extension.ts";
import { budgetViolations, EXTENSION_BUDGETS, formatSizeTable, measureParts } from "./build/size-budget.ts";
import { repositoryPath } from "./repository-path.ts";

try {
  await buildExtension();
  await buildCore();
  await buildDemo();
  const sizes = measureParts(repositoryPath(EXTENSION_FOLDER), EXTENSION_BUDGETS);
  console.log(formatSizeTable(sizes));
  const violations = budgetViolations(sizes);
  if (violations.length > 0) throw new BuildError(violations.join("\n"));
  console.log(`Built ${EXTENSION_FOLDER}/, ${CORE_FOLDER}/ and ${DEMO_FOLDER}/.`);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
