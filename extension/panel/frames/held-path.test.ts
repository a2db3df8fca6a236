import { expect, test } from "vitest";
import type { HolderPath, PathStep } from "../../../core/flamegraph/questions/holder-paths.ts";
import { storeFrames } from "./frames.fixture.ts";
import { heldPathsOf, ownersIn } from "./held-path.ts";

const frames = storeFrames;

function step(kind: PathStep["kind"], place: string, type: string, frame = -1, isOwner = false): PathStep {
  return { kind, place: [place], type, times: 1, frame, isPart: false, label: "", isOwner };
}

const root = step("root", "store", "Object", 2, true);
const closure = [
  step("storage", "members", "onKey()"),
  step("storage", "context", "Context", -1, true),
  step("field", "items", "Array"),
];

function pathOf(...steps: PathStep[]): HolderPath {
  return { steps, gap: 0, held: 3 };
}

test("a path is a line of words, and each step knows by which names it is ignored", () => {
  const [path] = heldPathsOf([pathOf(root, ...closure)], "folded", frames);
  expect(path?.text).toBe("store: Object › closure onKey() › items: Array");
  expect(path?.held).toBe(3);
  expect(path?.steps.map(({ holder }) => holder?.length)).toEqual([1, 2, 4]);
  expect(path?.steps[0]?.holder).toEqual([{ kind: "root", place: ["store"], type: "Object", times: 1 }]);
});

test("all steps of the engine are there if they are asked for", () => {
  const [path] = heldPathsOf([pathOf(root, ...closure)], "whole", frames);
  expect(path?.text).toBe("store: Object › members: onKey() › context: Context › items: Array");
});

test("of paths that read the same the first one is listed", () => {
  const other = [step("storage", "members", "onKey()"), step("storage", "context", "Context")];
  const deeper = [...other, step("storage", "previous", "Context"), step("field", "items", "Array")];
  const paths = [pathOf(root, ...closure), pathOf(root, ...deeper)];
  expect(heldPathsOf(paths, "folded", frames)).toHaveLength(1);
  expect(heldPathsOf(paths, "whole", frames)).toHaveLength(2);
});

test("a step is in the box of what it leads to, else of what comes before it among those it stands for", () => {
  const [path] = heldPathsOf([pathOf(step("root", "store", "Object", 1), ...closure)], "folded", frames);
  expect(path?.steps.map(({ box }) => box)).toEqual([1, -1, -1]);
});

test("owners are those that lead to one, and folded steps do not hide the words for another", () => {
  expect(ownersIn(heldPathsOf([pathOf(root, ...closure)], "folded", frames)).map(({ text }) => text)).toEqual([
    "store: Object",
  ]);
  expect(ownersIn([])).toEqual([]);
});

test("a long path says how many steps it leaves out; those after them cannot be ignored", () => {
  const many = Array.from({ length: 79 }, (_, i) => step("field", `f${i}`, `T${i}`));
  const [path] = heldPathsOf([{ steps: [root, ...many], gap: 1234, held: 1 }], "folded", frames);
  expect(path?.steps[40]).toMatchObject({ text: "… 1,234 more steps …", holder: null });
  expect(path?.steps[39]?.holder).toHaveLength(40);
  expect(path?.steps[41]?.holder).toBeNull();
});

test("names of the page have no power over the text around them", () => {
  const [path] = heldPathsOf([pathOf(step("root", "a\u202eb\nc", "Object"))], "folded", frames);
  expect(path?.text).toBe("a\ufffdb c: Object");
});
