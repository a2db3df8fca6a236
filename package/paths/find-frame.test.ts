import { expect, test } from "vitest";
import { boxPathTextOf, headOf } from "../../extension/panel/frames/box.ts";
import { framesOf } from "../../extension/panel/frames/frames.fixture.ts";
import { foldedPathOf } from "../answers/frame-row.ts";
import { framesOfExport } from "../budget/folded-frames.ts";
import { findFrame } from "./find-frame.ts";
import { parseFramePath } from "./frame-path.ts";

const SHOP = framesOf(`
  root store 0
    type Object 12
      field users 4
        type Array 16
          storage elements 400
            type User 1200
              field name 400
                type string 2000
              field next 4
                type User 12
      field cart 4
        type Object 12
          field users 4
  root other 0
    type Map 16
      storage table 100
        field key 0
          type A 8
            field id 8
        field value 0
          type B 4
            field id 4
`);

/** The path of the frame that is found, or what else is. */
function found(frames: typeof SHOP, text: string): string {
  const answer = findFrame(frames, parseFramePath(text)!.steps);
  switch (answer.kind) {
    case "found":
      return boxPathTextOf(frames, headOf(frames, answer.frame));
    case "ambiguous":
      return `ambiguous: ${answer.frames.map((frame) => foldedPathOf(frames, frame)).join(", ")}`;
    case "missing":
      return `missing after ${answer.foundSteps}: ${answer.nearest.map((frame) => foldedPathOf(frames, frame)).join(", ")}`;
  }
}

test.each([
  "store › Object › users: Array",
  "store › users: Array",
  "store › users",
  "store;Object;users",
  "store;Object;users;Array",
  "store;users",
  " store ; users ",
  "store › … 1 more … › users: Array",
])("%s is found", (path) => {
  expect(found(SHOP, path)).toBe("store › Object › users: Array");
});

test.each([
  "store;users;name",
  "store › users › elements › User › name: string",
  "store;Object;users;Array;elements;User;name",
])("%s is found, deeper down", (path) => {
  expect(found(SHOP, path)).toBe("store › Object › users: Array › elements › User › name: string");
});

test("of several frames that a path may mean, the one that leaves out least is meant", () => {
  expect(found(SHOP, "store;users")).toBe("store › Object › users: Array");
  expect(found(SHOP, "store;cart;users")).toBe("store › Object › cart: Object › users");
});

test("a long name may be given by its beginning and its end", () => {
  const name = `messages of ${"a".repeat(300)} the last week`;
  const frames = framesOf(`root store 0\n  field ${name} 4\n  field ${name.replace("last", "next")} 4`);
  const cut = `${name.slice(0, 40)}…${name.slice(-20)}`;
  expect(found(frames, `store › ${cut}`)).toMatch(/^store › messages of .*the last week$/);
  expect(found(frames, "store › messages…week")).toMatch(/^missing after 1/);
});

test("equally near ones are ambiguous", () => {
  expect(found(SHOP, "other › … 3 more … › id")).toBe(
    "ambiguous: other;Map;table;key;A;id, other;Map;table;value;B;id",
  );
});

test("what is not there is missing, with near ones", () => {
  expect(found(SHOP, "store;usrs")).toBe("missing after 1: store;Object;users");
  expect(found(SHOP, "stor")).toBe("missing after 0: store");
});

test("files of stacks do not say what frames are: names of types and storages may be left out all the same", () => {
  const frames = framesOfExport("store;Object;users;Array;elements;User;name;string 400\nstore;Object;cart 8\n");
  expect(found(frames, "store;users;name")).toBe("store › Object › users › Array › elements › User › name");
  expect(found(frames, "store;name")).toBe("missing after 1: store;Object;users;Array;elements;User;name");
});

test("a name that a file of stacks has in safe letters is found by both spellings", () => {
  const frames = framesOf("root a;b 0\n  field c 4");
  expect(found(frames, "a；b;c")).toBe("a;b › c");
});
