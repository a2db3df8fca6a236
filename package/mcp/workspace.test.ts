import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { takeSnapshot } from "../../core/index.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import type { KeptLimit } from "./opened-files.ts";
import type { ToolCall } from "./tool-call.ts";
import { Workspace } from "./workspace.ts";

const base = mkdtempSync(path.join(os.tmpdir(), "allocative-workspace-"));
afterAll(() => rmSync(base, { recursive: true }));

const CALL: ToolCall = { signal: new AbortController().signal, onProgress: () => {} };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(base, "folder-"));
});

function workspace(keptLimit?: KeptLimit): Workspace {
  return new Workspace({ folder, browserUrl: undefined, ...(keptLimit !== undefined && { keptLimit }) });
}

function bytesWith(count: number): Uint8Array {
  const list = Array.from({ length: count }, (_, i) => ({ i }));
  return takeSnapshot({ roots: { list }, layout: "chrome" }).encode();
}

const objectsOf = (space: Workspace, ...names: readonly string[]): Promise<number[]> =>
  space.useFiles(names, CALL, (snapshots) => snapshots.map(({ derived }) => derived.objectCount));

describe("what is kept open", () => {
  test("files that were used last stay, within a number", async () => {
    const space = workspace({ files: 3, bytes: Number.POSITIVE_INFINITY });
    for (let n = 1; n <= 10; n++) space.save(`f${n}`, bytesWith(n));
    for (let n = 1; n <= 10; n++) {
      expect(await objectsOf(space, `f${n}.allocative`)).toEqual([n + 1]);
      expect(space.openCount).toBeLessThanOrEqual(3);
    }
    /* What was dropped is opened anew; of what stays, questions are answered. */
    expect(await objectsOf(space, "f1.allocative", "f9.allocative")).toEqual([2, 10]);
    expect(space.openCount).toBe(3);
  });

  test("and within a number of bytes; one of any size stays", async () => {
    const space = workspace({ files: 100, bytes: 1000 });
    for (const name of ["one", "two", "three"]) {
      space.save(name, bytesWith(1000));
      await objectsOf(space, `${name}.allocative`);
      expect(space.openCount).toBe(1);
    }
  });

  test("both files of a question are there, however little may be kept", async () => {
    const space = workspace({ files: 1, bytes: 0 });
    space.save("one", bytesWith(1));
    space.save("two", bytesWith(2));
    const grown = await space.useFiles(["one.allocative", "two.allocative"], CALL, ([one, two]) =>
      space.files.diff(one!, two!),
    );
    expect(grown.changes).not.toBeNull();
    expect(space.openCount).toBe(1);
  });

  test("of what was dropped nothing is kept", async () => {
    const space = workspace({ files: 1, bytes: Number.POSITIVE_INFINITY });
    space.save("one", bytesWith(1));
    space.save("two", bytesWith(2));
    const [dropped] = await space.useFiles(["one.allocative"], CALL, (snapshots) => snapshots);
    await objectsOf(space, "two.allocative");
    expect(() => space.files.findHolders(dropped!, 1)).toThrow("is not open");
  });
});

test("a file that was replaced is read again, also by one of the same size and time", async () => {
  const space = workspace();
  space.save("file", bytesWith(5));
  expect(await objectsOf(space, "file.allocative")).toEqual([6]);
  writeFileSync(path.join(folder, "draft"), bytesWith(7));
  renameSync(path.join(folder, "draft"), path.join(folder, "file.allocative"));
  expect(await objectsOf(space, "file.allocative")).toEqual([8]);
  space.save("file", bytesWith(9));
  expect(await objectsOf(space, "file.allocative")).toEqual([10]);
});

test("two questions at once, and a file that is replaced meanwhile", async () => {
  const space = workspace({ files: 1, bytes: 0 });
  space.save("one", bytesWith(1));
  space.save("two", bytesWith(2));
  const asked = [objectsOf(space, "one.allocative", "two.allocative"), objectsOf(space, "two.allocative")];
  space.save("two", bytesWith(20));
  expect(await Promise.all(asked)).toEqual([[2, 21], [21]]);
});

describe("names", () => {
  test("what is saved leaves no other file", () => {
    workspace().save("deep/er/file", bytesWith(1));
    expect(readdirSync(path.join(folder, "deep/er"))).toEqual(["file.allocative"]);
  });

  test.each([
    ["../outside.allocative", "is not below the working folder"],
    ["/etc/passwd", "is not below the working folder"],
    ["out/file.allocative", "is not below the working folder"],
    ["dangling.allocative", "is not below the working folder"],
    ["dangling-folder/file.allocative", "is not below the working folder"],
    ["loop.allocative", "is not below the working folder"],
    [".", "is not the name of a file"],
    ["..", "is not below the working folder"],
    ["", "is not the name of a file"],
    ["a\0b", "is not the name of a file"],
    ["x".repeat(300), "is not the name of a file"],
    ["folder", "is not a file"],
    ["file.allocative/inner", "does not exist"],
    ["C:\\Users\\file.allocative", "does not exist"],
    ["..\\outside.allocative", "does not exist"],
    ["flie.allocative", 'Did you mean "file.allocative"?'],
    ["nothing like it", 'There is "file.allocative".'],
    ["file.allocative#3", "has no #3: it has one snapshot"],
  ])("%j is refused in a sentence: %s", async (name, words) => {
    const space = workspace();
    space.save("file", bytesWith(1));
    mkdirSync(path.join(folder, "folder"));
    symlinkSync(base, path.join(folder, "out"));
    symlinkSync(path.join(base, "missing.allocative"), path.join(folder, "dangling.allocative"));
    symlinkSync(path.join(base, "missing"), path.join(folder, "dangling-folder"));
    symlinkSync("loop.allocative", path.join(folder, "loop.allocative"));
    await expect(objectsOf(space, name)).rejects.toThrow(words);
  });

  test.each([
    "../outside",
    "/tmp/outside",
    "out/file",
    "dangling",
    "dangling-folder/file",
    "",
    ".",
    "a\0b",
    "file.allocative/inner",
  ])("nothing is saved as %j", (name) => {
    const space = workspace();
    space.save("file", bytesWith(1));
    symlinkSync(base, path.join(folder, "out"));
    symlinkSync(path.join(base, "missing.allocative"), path.join(folder, "dangling.allocative"));
    symlinkSync(path.join(base, "missing"), path.join(folder, "dangling-folder"));
    const files = [readdirSync(base), readdirSync(folder)];
    expect(() => space.save(name, bytesWith(1))).toThrow(ExpectedError);
    expect([readdirSync(base), readdirSync(folder)]).toEqual(files);
  });

  test("a name with # that is a file's own is not taken for a number", async () => {
    const space = workspace();
    space.save("issue#3.allocative", bytesWith(3));
    writeFileSync(path.join(folder, "odd#3"), bytesWith(4));
    expect(await objectsOf(space, "issue#3.allocative", "odd#3")).toEqual([4, 5]);
  });
});
