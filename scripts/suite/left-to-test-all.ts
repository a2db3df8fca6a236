/** Specs that look at one subject in full: commands, files, exports, gestures, limits, hostile pages. The specs of the main path touch each of them. */
const SPECS = [
  "budgets",
  "closures-hostile",
  "commands",
  "exports",
  "find-leak-pages",
  "heap-totals",
  "hostile-page",
  "hostile-prototype",
  "icicle",
  "large-file",
  "long-list",
  "mcp",
  "mcp-calls",
  "mcp-values",
  "measure-by-command",
  "memory-limits",
  "no-trace",
  "open-files",
  "pictures",
  "platform-types",
  "speedscope",
  "transforms",
];

/** The end-to-end tests that `npm test` leaves to `npm run test:all`, for Playwright's `--grep`, which looks at file names, titles and tags. */
export const LEFT_TO_TEST_ALL = `@slow|\\b(?:${SPECS.join("|")})\\.spec\\.ts`;
