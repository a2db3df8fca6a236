import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { toBoxPath } from "../../../core/flamegraph/transforms/box-path.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { encodeGraph } from "../../../core/graph/codec.ts";
import type { ShownNames } from "../../../core/graph/shown-names.ts";
import { addClosureRoots } from "../../../core/snapshot/closure-roots.ts";
import { contextOf, graphOf } from "../../../core/snapshot/closures.fixture.ts";
import { Deriver } from "./derive.ts";
import type { Derivation, DerivedSnapshot } from "./frame-api.ts";

/* A walk gets both names as one string. */
const renamedOf = (text: string) => {
  const [original, minified] = text.split(" <- ");
  return original !== undefined && minified !== undefined ? { original, minified } : undefined;
};
const variables = (name: string, ...own: [string, unknown][]) => ({ name, contexts: [contextOf("", own)] });
const bytes = encodeGraph(
  graphOf({
    renamedOf,
    add: (walk) => {
      addClosureRoots(walk, [
        variables("src/cart.ts <- app.js", ["rows <- a", { cart: 1 }], ["users <- b", { ann: 1 }]),
        variables("src/user.ts <- app.js", ["rows <- c", { user: 2 }], ["all <- b", { bob: 1 }]),
      ]);
    },
  }),
);

const inNames = (names: ShownNames, ...transforms: Transform[]): Derivation => ({
  sharing: "owner",
  names,
  transforms,
  scope: "all",
});

/** Fields of the page's objects that are left. */
function leftIn({ frames }: DerivedSnapshot): string[] {
  return ["cart", "ann", "user", "bob"].filter((key) =>
    frames.names.some((name, i) => name === key && hasFrame(frames, i)),
  );
}

function hasFrame({ name, count }: FrameTable, index: number): boolean {
  return name.subarray(0, count).includes(index);
}

function pathOf(frames: FrameTable, frame: number): string {
  return framePathOf(frames, frame)
    .map((at) => frameNameOf(frames, at))
    .join(";");
}

/** The transform of the box of a field with its type, as the panel makes it. */
function transformOf(type: "focus" | "hide" | "merge", names: ShownNames, path: string): Transform {
  const deriver = new Deriver();
  const { frames } = deriver.openSnapshot(1, bytes.slice(), inNames(names), "merged");
  const head = Array.from({ length: frames.count }, (_, frame) => frame).find(
    (frame) => pathOf(frames, frame) === path,
  )!;
  return { type, box: toBoxPath(frames, head, head + 1), names };
}

function derived(derivation: Derivation): DerivedSnapshot {
  return new Deriver().openSnapshot(1, bytes.slice(), derivation, "merged");
}

test("what is hidden by its original name stays hidden in the minified ones, and nothing else is", () => {
  const hide = transformOf("hide", "original", "Closures;src/user.ts;rows");
  for (const names of ["original", "minified"] as const) {
    const shown = derived(inNames(names, hide));
    expect(shown.found).toEqual([true]);
    expect(leftIn(shown)).toEqual(["cart", "ann", "bob"]);
  }
});

test("a focus holds in the other names, too", () => {
  const focus = transformOf("focus", "minified", "Closures;app.js;c");
  expect(leftIn(derived(inNames("minified", focus)))).toEqual(["user"]);
  const shown = derived(inNames("original", focus));
  expect(shown.found).toEqual([true]);
  expect(leftIn(shown)).toEqual(["user"]);
});

test("what one minified name stands for is hidden under each of its original ones", () => {
  const hide = transformOf("hide", "minified", "Closures;app.js;b");
  expect(leftIn(derived(inNames("minified", hide)))).toEqual(["cart", "user"]);
  expect(leftIn(derived(inNames("original", hide)))).toEqual(["cart", "user"]);
});

test("a box that is not there is not found in either names", () => {
  const box = { steps: [{ name: "nowhere", kind: 0 }], type: null } as const;
  expect(derived(inNames("minified", { type: "hide", box, names: "original" })).found).toEqual([false]);
});

test("questions about objects follow the names", () => {
  const deriver = new Deriver();
  const focus = transformOf("focus", "original", "Closures;src/cart.ts;rows");
  const derivation = inNames("minified", focus);
  deriver.openSnapshot(1, bytes.slice(), derivation, "merged");
  expect(deriver.findTypeParts(1, derivation, 0).after?.parts.map(({ label }) => label)).toEqual(["{cart}"]);
});
