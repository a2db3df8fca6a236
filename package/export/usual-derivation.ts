import type { Derivation } from "../../extension/panel/worker/frame-api.ts";

/** How the panel derives frames where the user chose nothing. */
export const USUAL_DERIVATION: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "growth" };
