import { parseByAcorn } from "./acorn-program.ts";
import { parseOptions } from "./options.ts";

export const served = {
  derivation: parseOptions("allocative/vite", {}),
  root: "/app",
  cacheDir: "/app/node_modules/.vite",
  runtime: "virtual:runtime",
};
export const context = {
  parse: (code: string) => parseByAcorn(code, "module"),
  warn: (warning: unknown) => {
    throw new Error(String(warning));
  },
};
