// npm test: types, lint, unit tests, build, end-to-end tests. What takes long is in npm run test:all.
import { LEFT_TO_TEST_ALL } from "./suite/left-to-test-all.ts";
import { requireChromium, runSuite } from "./suite/run-suite.ts";
import { BUILD, playwrightStage, vitestStage } from "./suite/stage.ts";

const STAGES = [
  { name: "types", command: ["node_modules/typescript/bin/tsc", "--build"] },
  { name: "lint", command: ["node_modules/@biomejs/biome/bin/biome", "check", "."] },
  vitestStage({ name: "unit tests", report: "artifacts/unit.json" }),
  BUILD,
  playwrightStage({
    name: "end-to-end tests",
    args: ["--grep-invert", LEFT_TO_TEST_ALL],
    report: "artifacts/e2e.json",
  }),
];

runSuite(STAGES, requireChromium(), "artifacts/test.json");
