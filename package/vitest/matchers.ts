import { TOP_BOX } from "../../extension/panel/frames/box.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import { checkBudgets } from "../budget/budgets.ts";
import type { Budgets } from "../budget/size-by-path.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { writePicture } from "../export/picture.ts";
import { USUAL_DERIVATION } from "../export/usual-derivation.ts";
import { writeRounds } from "../growth/growth-text.ts";
import { requireAction, runRounds } from "../growth/run-rounds.ts";
import { type AttachedFile, type Attacher, attachAll, type MatcherState } from "./attach.ts";
import type { GrowthOptions } from "./memory-api.ts";
import { type OpenRealm, RealmMemory } from "./realm-memory.ts";

/** As Vitest takes it from a matcher. */
interface Verdict {
  readonly pass: boolean;
  message(): string;
}

/** What is different in a browser. */
export interface TestRealm {
  readonly open: OpenRealm;
  readonly attacher: Attacher;
}

export function matchersFor({ open, attacher }: TestRealm) {
  /** The verdict, with what there is to look at where it fails. */
  async function verdictOf(state: MatcherState, pass: boolean, text: string, bytes: Uint8Array): Promise<Verdict> {
    if (pass !== state.isNot) return { pass, message: () => text };
    const attached = await attachAll(state, attacher, () => filesOf(text, bytes));
    return { pass, message: () => text + attached };
  }

  return {
    async toStayWithin(this: MatcherState, memory: unknown, budgets: Budgets): Promise<Verdict> {
      if (!(memory instanceof RealmMemory)) {
        throw new ExpectedError(
          "toStayWithin takes the memory of allocative/vitest: expect(memory.of({ store })).toStayWithin({ … }).",
        );
      }
      const bytes = await memory.takeSnapshot();
      const { frames } = new Deriver().openSnapshot(SNAPSHOT, bytes, USUAL_DERIVATION, "merged");
      const { isWithin, text } = checkBudgets(frames, budgets);
      return verdictOf(this, isWithin, text, bytes);
    },

    async toGrow(this: MatcherState, action: unknown, options: GrowthOptions = {}): Promise<Verdict> {
      requireAction(action);
      const { answer, last } = await runRounds(action, new RealmMemory(open).forGrowth(options), options);
      return verdictOf(this, answer.hasGrown, writeRounds(answer), last);
    },
  };
}

const SNAPSHOT = 1;

function filesOf(verdict: string, bytes: Uint8Array): readonly AttachedFile[] {
  const deriver = new Deriver();
  const derived = deriver.openSnapshot(SNAPSHOT, bytes, USUAL_DERIVATION, "merged");
  const folded = deriver.writeFolded(SNAPSHOT, USUAL_DERIVATION, TOP_BOX);
  return [
    { name: "memory.txt", content: verdict, contentType: "text/plain" },
    { name: "memory.folded", content: folded, contentType: "text/plain" },
    { name: "memory.svg", content: writePicture(derived, "Snapshot"), contentType: "image/svg+xml" },
    { name: "memory.allocative", content: bytes, contentType: "application/octet-stream" },
  ];
}
