import type { PatternApi } from "./pattern-api.ts";
import { serve } from "./rpc.ts";

serve<PatternApi>(self, {
  matchNames: (names, pattern) => Uint8Array.from(names, (name) => (pattern.test(name) ? 1 : 0)),
});
