import type { ViteUserConfig } from "vitest/config";
import sources from "./vitest.config.ts";

/** Tests of the package as npm packs it; `npm run build` comes first. */
const tarball: ViteUserConfig = {
  ...sources,
  test: {
    ...sources.test,
    include: ["scripts/tarball/*.spec.ts"],
    globalSetup: "scripts/tarball/installed.setup.ts",
  },
};
export default tarball;
