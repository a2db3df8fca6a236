import { describe, expect, test, vi } from "vitest";
import { WATCH_CAVEAT } from "./comparison-caveats.ts";
import { roundsDoneOf, takenNow } from "./leak-check-rounds.ts";
import { leakNotesOf, leakStepTextOf, offersWatch } from "./leak-check-text.ts";
import { leavingOf, ROOM_BYTES } from "./memory-limit.ts";
import { createWorld, fileOf, folded, idle, shown } from "./panel.fixture.ts";
import type { Panel } from "./panel.ts";
import { PanelError } from "./services.ts";

const running = (panel: Panel) => panel.store.state.leakCheck.running;
const headOf = (panel: Panel): string => leakStepTextOf(panel.store.state).head;
const textOf = (panel: Panel): string => leakStepTextOf(panel.store.state).text;

function runs(panel: Panel, expression: string): Promise<void> {
  panel.store.dispatch({ type: "leak-expression-edited", expression });
  return panel.leakCheck.runExpression();
}

async function started(rounds = 3) {
  const { world, panel } = createWorld({ settings: { rounds } });
  await panel.leakCheck.start();
  return { world, panel };
}

/** The snapshots that were compared last. */
const comparedIn = ({ compared }: ReturnType<typeof createWorld>["world"]) => compared.map(({ numbers }) => numbers);

describe("by hand", () => {
  test("a snapshot before the rounds, one for each, and the answer in Changes", async () => {
    const { world, panel } = await started();
    expect(world.requests).toHaveLength(1);
    for (const round of [1, 2, 3]) {
      expect(headOf(panel)).toBe(`Round ${round} of 3`);
      expect(textOf(panel)).toContain("Then press Done.");
      expect(world.compared).toEqual([]);
      await panel.leakCheck.done();
    }
    expect(world.requests).toHaveLength(4);
    expect(comparedIn(world)).toEqual([[1, 2, 3, 4]]);
    expect(running(panel)).toBeNull();
    expect(panel.store.state.view).toBe("changes");
    expect(panel.store.state.leakCheck.answer).toBe(shown(panel).number);
    expect([...panel.store.state.leakCheck.roundOf]).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
  });

  test("Done does nothing while its snapshot is taken, and a second start nothing while a check runs", async () => {
    const { world, panel } = await started();
    world.isHeldUp = true;
    const done = panel.leakCheck.done();
    expect(running(panel)?.step).toBe("snapshot");
    await panel.leakCheck.done();
    await panel.leakCheck.start();
    await vi.waitFor(() => expect(world.release).not.toBeNull());
    world.release?.();
    await done;
    expect(world.requests).toHaveLength(2);
    expect(headOf(panel)).toBe("Round 2 of 3");
  });

  test("Stop gives the answer of the rounds that are done; with none it keeps the snapshot", async () => {
    const { world, panel } = await started();
    await panel.leakCheck.stop();
    expect(running(panel)).toBeNull();
    expect(world.compared).toEqual([]);
    expect(shown(panel).number).toBe(1);
    expect(panel.store.state.leakCheck.roundOf.size).toBe(0);

    await panel.leakCheck.start();
    await panel.leakCheck.done();
    await panel.leakCheck.stop();
    expect(comparedIn(world)).toEqual([[2, 3]]);
    expect(panel.store.state.leakCheck).toMatchObject({ running: null, answer: shown(panel).number });
  });

  test("Stop while a snapshot is taken ends that, and leaves it out", async () => {
    const { world, panel } = await started();
    await panel.leakCheck.done();
    world.isHeldUp = true;
    const done = panel.leakCheck.done();
    await vi.waitFor(() => expect(world.requests).toHaveLength(3));
    await panel.leakCheck.stop();
    await done;
    expect(comparedIn(world)).toEqual([[1, 2]]);
    expect(running(panel)).toBeNull();
    expect(panel.store.state.snapshots.filter(({ kind }) => kind === "walked")).toHaveLength(2);
  });

  test("a round whose snapshot fails, or is cancelled, is done again", async () => {
    const { world, panel } = await started(1);
    world.refusal = new PanelError("page-gone", "The page crashed.");
    await panel.leakCheck.done();
    expect(panel.store.state.failure).toEqual({ message: "The page crashed.", retry: "round" });
    expect(headOf(panel)).toBe("Round 1 of 1");
    world.refusal = null;
    world.isHeldUp = true;
    const done = panel.leakCheck.done();
    await vi.waitFor(() => expect(world.requests).toHaveLength(2));
    panel.cancel();
    await done;
    expect(headOf(panel)).toBe("Round 1 of 1");
    world.isHeldUp = false;
    await panel.leakCheck.done();
    expect(running(panel)).toBeNull();
    expect(world.compared).toHaveLength(1);
  });

  test("a first snapshot that fails is taken by Done, and what failed goes with the check", async () => {
    const { world, panel } = createWorld();
    world.refusal = new PanelError("page-frozen", "The page does not answer.");
    await panel.leakCheck.start();
    expect([headOf(panel), roundsDoneOf(panel.store.state)]).toEqual(["First snapshot", -1]);
    await panel.leakCheck.stop();
    expect(panel.store.state.failure).toBeNull();
    await panel.leakCheck.start();
    world.refusal = null;
    await panel.leakCheck.done();
    expect(headOf(panel)).toBe("Round 1 of 3");
    expect(running(panel)?.taken).toHaveLength(1);
  });

  test("a comparison that fails leaves the rounds, and Stop tries again", async () => {
    const { world, panel } = await started(1);
    const unsubscribe = panel.store.subscribe(() => {
      if (running(panel)?.step === "comparison") world.refusal = new PanelError("worker", "The worker ended.");
    });
    await panel.leakCheck.done();
    unsubscribe();
    expect(panel.store.state.failure?.message).toBe("The worker ended.");
    expect(textOf(panel)).toBe("All rounds are done. Press Stop for the answer.");
    world.refusal = null;
    await panel.leakCheck.stop();
    expect(running(panel)).toBeNull();
    expect(shown(panel).kind).toBe("diff");
  });
});

describe("what the user does in between", () => {
  test("another snapshot and an opened file do not count as rounds", async () => {
    const { world, panel } = await started(1);
    await panel.takeSnapshot();
    await panel.openFiles([fileOf("stacks.folded", folded)]);
    expect(headOf(panel)).toBe("Round 1 of 1");
    await panel.leakCheck.done();
    expect(comparedIn(world)).toEqual([[1, 4]]);
  });

  test("a deleted round is to be done again, and an undone deletion brings it back", async () => {
    const { world, panel } = await started(2);
    await panel.leakCheck.done();
    expect(headOf(panel)).toBe("Round 2 of 2");
    panel.store.dispatch({ type: "snapshot-deleted", number: 2 });
    expect(headOf(panel)).toBe("Round 1 of 2");
    panel.store.dispatch({ type: "deletion-undone" });
    expect(headOf(panel)).toBe("Round 2 of 2");
    panel.store.dispatch({ type: "snapshot-deleted", number: 1 });
    expect(headOf(panel)).toBe("Round 1 of 2");
    await panel.leakCheck.done();
    await panel.leakCheck.done();
    expect(comparedIn(world)).toEqual([[2, 3, 4]]);
  });

  test("without any snapshot left, Done takes the first one again", async () => {
    const { panel } = await started();
    panel.store.dispatch({ type: "snapshots-cleared" });
    expect(textOf(panel)).toBe("It is missing. Press Done to take it, before the first round.");
    await panel.leakCheck.done();
    expect(headOf(panel)).toBe("Round 1 of 3");
  });

  test("work in progress is waited for", async () => {
    const { world, panel } = await started(1);
    panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
    expect(panel.store.state.busy?.kind).toBe("derive");
    const done = panel.leakCheck.done();
    await Promise.resolve();
    expect(world.requests).toHaveLength(1);
    world.derivations[0]?.reject(new PanelError("worker", "It failed."));
    await done;
    expect(world.compared).toHaveLength(1);
  });

  test("the memory limit drops no round of a running check", async () => {
    const { world, panel } = createWorld();
    world.keptBytes = 0.4 * ROOM_BYTES;
    await panel.takeSnapshot();
    await panel.leakCheck.start();
    await panel.leakCheck.done();
    await panel.leakCheck.done();
    expect(takenNow(panel.store.state)).toEqual([2, 3, 4]);
    expect(panel.store.state.snapshots.map(({ number }) => number)).toEqual([2, 3, 4]);
    expect(leavingOf(panel.store.state)).toEqual([]);
    await panel.leakCheck.done();
    await idle(panel);
    expect(comparedIn(world)).toEqual([[2, 3, 4, 5]]);
  });
});

describe("rounds", () => {
  test("are from 1 to 20, never fewer than are done, and remembered", async () => {
    const { world, panel } = await started(3);
    const choose = (rounds: number): number => {
      panel.store.dispatch({ type: "leak-rounds-chosen", rounds });
      return panel.store.state.leakCheck.rounds;
    };
    expect([choose(0), choose(99), choose(Number.NaN), choose(4)]).toEqual([1, 20, 1, 4]);
    await panel.leakCheck.done();
    await panel.leakCheck.done();
    expect(choose(1)).toBe(2);
    expect(world.remembered.settings.at(-1)).toMatchObject({ rounds: 2 });
  });

  test("a stored number that is not one is left out", () => {
    for (const rounds of [0, 21, 2.5, "4", null])
      expect(createWorld({ settings: { rounds } }).panel.store.state.leakCheck.rounds).toBe(3);
    expect(createWorld({ settings: { rounds: 7 } }).panel.store.state.leakCheck.rounds).toBe(7);
  });
});

describe("by the page", () => {
  test("an expression does all rounds, and the answer comes by itself", async () => {
    const { world, panel } = await started(2);
    await runs(panel, "open(), close()");
    expect(world.ran).toEqual(["(open(), close())", "(open(), close())"]);
    expect(comparedIn(world)).toEqual([[1, 2, 3]]);
    expect(running(panel)).toBeNull();
  });

  test("the rest of the rounds is done, and a missing first snapshot taken", async () => {
    const { world, panel } = await started(3);
    await panel.leakCheck.done();
    await panel.leakCheck.reload();
    expect(world.reloads).toBe(2);
    expect(comparedIn(world)).toEqual([[1, 2, 3, 4]]);

    world.refusal = new PanelError("page-gone", "The page crashed.");
    await panel.leakCheck.start();
    world.refusal = null;
    await panel.leakCheck.reload();
    expect(world.reloads).toBe(5);
    expect(world.compared).toHaveLength(2);
  });

  test("before the rounds the page is reloaded with the watch, and the first snapshot is taken anew", async () => {
    const { world, panel } = await started(1);
    expect(offersWatch(panel.store.state)).toBe(true);
    await panel.leakCheck.watch();
    expect([world.watchReloads, world.reloads]).toEqual([1, 0]);
    expect(running(panel)).toMatchObject({ taken: [2], step: "waiting", refusal: null });
    expect(headOf(panel)).toBe("Round 1 of 1");
    expect(offersWatch(panel.store.state)).toBe(false);
    await panel.leakCheck.done();
    expect(comparedIn(world)).toEqual([[2, 3]]);
  });

  test("rounds by reload are watched if the first snapshot was", async () => {
    const { world, panel } = await started(2);
    await panel.leakCheck.watch();
    /* A reload by hand. */
    world.isWatched = false;
    await panel.listRoots();
    await panel.leakCheck.reload();
    expect([world.watchReloads, world.reloads]).toEqual([3, 0]);
    const { roundOf } = panel.store.state.leakCheck;
    expect([...roundOf]).toEqual([
      [2, 0],
      [3, 1],
      [4, 2],
    ]);
    await panel.leakCheck.start();
    world.isWatched = false;
    await panel.leakCheck.restartWithFound();
    await panel.leakCheck.reload();
    expect([world.watchReloads, world.reloads]).toEqual([3, 2]);
  });

  test("a watch that ends with a reload in a round is said, and in the answer", async () => {
    const { world, panel } = await started(2);
    await panel.leakCheck.watch();
    await panel.leakCheck.done();
    expect(leakNotesOf(panel.store.state)).not.toContain(WATCH_CAVEAT);
    world.isWatched = false;
    await panel.listRoots();
    expect(leakNotesOf(panel.store.state)).toContain(WATCH_CAVEAT);
    await panel.leakCheck.done();
    expect(shown(panel)).toMatchObject({ kind: "diff", caveats: [WATCH_CAVEAT] });
  });

  test("a round that ends on another page is said, and in the answer", async () => {
    for (const rounds of [1, 2]) {
      const { world, panel } = createWorld({ settings: { rounds } });
      world.url = "https://shop.example/list?page=2";
      await panel.leakCheck.start();
      for (let round = 1; round < rounds; round++) await panel.leakCheck.done();
      const caveat =
        "The rounds ended on different pages (shop.example/list, shop.example/cart): what only one of them has is new or gone.";
      expect(leakNotesOf(panel.store.state)).not.toContain(caveat);
      world.url = "https://shop.example/cart";
      await panel.leakCheck.done();
      const diff = shown(panel);
      expect(diff.kind === "diff" && diff.caveats).toContain(caveat);
    }
  });

  test("a watch is not offered after a round, nor for a page that has one", async () => {
    const { world, panel } = await started(3);
    await panel.leakCheck.done();
    expect(offersWatch(panel.store.state)).toBe(false);
    await panel.leakCheck.watch();
    expect(world.watchReloads).toBe(0);
    await panel.leakCheck.stop();
    world.isWatched = true;
    await panel.leakCheck.start();
    expect(offersWatch(panel.store.state)).toBe(false);
  });

  test("a reload with the watch that fails leaves the first snapshot, and says why", async () => {
    const { world, panel } = await started(3);
    world.throws = new PanelError("page-frozen", "The page did not load within 30 seconds.");
    await panel.leakCheck.watch();
    expect(running(panel)).toMatchObject({ taken: [1], step: "waiting", refusal: world.throws.message });
    expect(offersWatch(panel.store.state)).toBe(true);
  });

  test("what does not compile is not run, and said at once", async () => {
    const { world, panel } = await started();
    await runs(panel, "no such");
    expect(running(panel)).toMatchObject({ step: "waiting", refusal: "SyntaxError: Unexpected identifier" });
    expect([world.ran, world.requests.length]).toEqual([[], 1]);
    await runs(panel, "  ");
    expect(running(panel)?.refusal).toMatch(/^There is no expression yet/);
    panel.store.dispatch({ type: "leak-expression-edited", expression: "open" });
    expect(running(panel)?.refusal).toBeNull();
  });

  test("what throws leaves the rounds before it, and the user goes on", async () => {
    const { world, panel } = await started(3);
    const run = runs(panel, "step()");
    const unsubscribe = panel.store.subscribe(() => {
      if (roundsDoneOf(panel.store.state) === 1) world.throws = new PanelError("expression-failed", "It threw.");
    });
    await run;
    unsubscribe();
    expect(running(panel)).toMatchObject({ taken: [1, 2], step: "waiting", refusal: "Round 2: It threw." });
    expect(headOf(panel)).toBe("Round 2 of 3");
    world.throws = null;
    await panel.leakCheck.done();
    expect(running(panel)).toMatchObject({ refusal: null });
    await runs(panel, "step()");
    expect(comparedIn(world)).toEqual([[1, 2, 3, 4]]);
  });

  test("Stop and Cancel end the wait for the page", async () => {
    const { world, panel } = await started(3);
    world.isHeldUp = true;
    const cancelled = runs(panel, "forever()");
    await vi.waitFor(() => expect(world.ran).toHaveLength(1));
    panel.cancel();
    await cancelled;
    expect(running(panel)).toMatchObject({ step: "waiting", refusal: null });
    const stopped = runs(panel, "forever()");
    await vi.waitFor(() => expect(world.ran).toHaveLength(2));
    await panel.leakCheck.stop();
    await stopped;
    expect(running(panel)).toBeNull();
    expect(panel.store.state.busy).toBeNull();
    expect(world.requests).toHaveLength(1);
  });
});

test("the notes say what the answer cannot show", async () => {
  const { panel } = await started();
  expect(leakNotesOf(panel.store.state)).toEqual(["Closures are off: what functions and modules hold is not seen."]);
  panel.store.dispatch({ type: "root-ticked", key: "closures Closures", isTicked: true });
  expect(leakNotesOf(panel.store.state)).toEqual([]);
  panel.store.dispatch({ type: "closures-ended" });
  expect(leakNotesOf(panel.store.state)).toHaveLength(1);
});

test("with all that was found, it begins again", async () => {
  const { world, panel } = await started();
  world.isHeldUp = true;
  const done = panel.leakCheck.done();
  await vi.waitFor(() => expect(world.requests).toHaveLength(2));
  world.isHeldUp = false;
  await panel.leakCheck.restartWithFound();
  await done;
  expect(running(panel)).toEqual({ taken: [2], step: "waiting", refusal: null });
  expect(headOf(panel)).toBe("Round 1 of 3");
});
