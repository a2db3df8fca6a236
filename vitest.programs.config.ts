import type { ViteUserConfig } from "vitest/config";
import { configDefaults } from "vitest/config";
import sources from "./vitest.config.ts";

/** Compilers, bundlers and libraries, with and without the transform of the plug-in for bundlers. */
const programs: ViteUserConfig = {
  ...sources,
  test: {
    ...sources.test,
    include: ["package/derive/transform/real-programs/*.test.ts"],
    exclude: configDefaults.exclude,
    // Several of these processes at once would need more memory than a small machine has.
    maxWorkers: 1,
  },
};
export default programs;
