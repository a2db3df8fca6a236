// npm run test:all: what npm test leaves out for time. Both together are the whole suite.
import { otherChromiums } from "./browser/other-chromiums.ts";
import { LEFT_TO_TEST_ALL } from "./suite/left-to-test-all.ts";
import { requireChromium, runSuite } from "./suite/run-suite.ts";
import { BUILD, playwrightStage, type Stage, vitestStage } from "./suite/stage.ts";

const STAGES = [
  BUILD,
  vitestStage({
    name: "unit tests of the built package",
    args: ["--config=vitest.built.config.ts"],
    report: "artifacts/unit-built.json",
  }),
  vitestStage({
    name: "tests of the package as npm packs it",
    args: ["--config=vitest.tarball.config.ts"],
    report: "artifacts/tarball.json",
  }),
  vitestStage({
    name: "real programs with and without the transform for bundlers",
    args: ["--config=vitest.programs.config.ts"],
    report: "artifacts/programs.json",
  }),
  vitestStage({
    name: "unit tests with all of their seeds",
    args: ["related", "core/graph/seeds.fixture.ts"],
    environment: { ALL_SEEDS: "1" },
    report: "artifacts/unit-all-seeds.json",
  }),
  playwrightStage({
    name: "end-to-end tests that npm test leaves out",
    args: ["--grep", LEFT_TO_TEST_ALL, "--output", "artifacts/e2e-slow"],
    report: "artifacts/e2e-slow.json",
  }),
  playwrightStage({
    name: "the panel in Firefox",
    config: "e2e/firefox/playwright.config.ts",
    report: "artifacts/e2e-firefox.json",
  }),
  {
    name: "lint of the add-ons, as Firefox's store does it",
    command: ["node_modules/tsx/dist/cli.mjs", "scripts/store/lint-add-ons.ts"],
  },
  { name: "soak", command: ["node_modules/tsx/dist/cli.mjs", "scripts/soak.ts"] },
];

/** The sizes must hold on every Chromium that the manifest allows; the slow tests calibrate on the one that is found. */
function calibrationStages(): readonly Stage[] {
  const { chromiums, note } = otherChromiums();
  if (note !== "") console.log(note);
  return chromiums.map(({ version, executable }) =>
    playwrightStage({
      name: `calibration on Chromium ${version}`,
      args: ["e2e/calibration.spec.ts", "--output", "artifacts/e2e-calibration"],
      environment: { CHROME_PATH: executable },
      report: "artifacts/e2e-calibration.json",
    }),
  );
}

const chromium = requireChromium();
runSuite(chromium.failed > 0 ? [] : [...STAGES, ...calibrationStages()], chromium, "artifacts/test-all.json");
