// The last line of .ci/run: the sum of what npm test and npm run test:all counted.
import { readReport } from "./suite/report.ts";
import { addCounts, countSuite, formatCounts } from "./suite/test-counts.ts";

const total = ["artifacts/test.json", "artifacts/test-all.json"]
  .map((file) => readReport({ file, count: countSuite }))
  .reduce(addCounts);
if (total.failed > 0) process.exitCode = 1;
console.log(formatCounts(total));
