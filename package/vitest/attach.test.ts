import { expect, test } from "vitest";
import { type AttachedFile, attachAll, type MatcherState } from "./attach.ts";

const FILES: readonly AttachedFile[] = [
  { name: "memory.txt", content: "1 place grew", contentType: "text/plain" },
  { name: "memory.allocative", content: new Uint8Array([1]), contentType: "application/octet-stream" },
];

/** Files on their way to the report, and what the test was annotated with. */
function attaching() {
  const files = new Map<string, AttachedFile>();
  const annotations: unknown[] = [];
  const annotate = async (message: string, attachment: { readonly path: string }) => {
    annotations.push([message, files.get(attachment.path)?.content]);
    return { attachment: { path: `/project/.vitest-attachments/${message}` } };
  };
  const attacher = {
    async write(file: AttachedFile) {
      files.set(`/tmp/${file.name}`, file);
      return `/tmp/${file.name}`;
    },
    async remove(path: string) {
      files.delete(path);
    },
  };
  const state = { isNot: true, task: { context: { annotate } } } as unknown as MatcherState;
  return { files, annotations, attacher, state };
}

test("each file is an annotation of the test, and the text says where the last one is", async () => {
  const { files, annotations, attacher, state } = attaching();
  expect(await attachAll(state, attacher, () => FILES)).toBe(
    "\n\nAttached: memory.txt, memory.allocative\n  /project/.vitest-attachments/memory.allocative",
  );
  expect(annotations).toEqual(FILES.map(({ name, content }) => [name, content]));
  expect(files.size).toBe(0);
});

test("outside of a test there is nothing to attach to", async () => {
  const { annotations, attacher } = attaching();
  expect(await attachAll({ isNot: false }, attacher, () => FILES)).toBe("");
  expect(annotations).toEqual([]);
});

test("of a file that Vitest does not take, the text says why; it is removed all the same", async () => {
  const { files, attacher } = attaching();
  const annotate = () => Promise.reject(new Error("the disk is full"));
  const state = { isNot: true, task: { context: { annotate } } } as unknown as MatcherState;
  expect(await attachAll(state, attacher, () => FILES)).toBe(
    "\n\nThe snapshot could not be attached: the disk is full",
  );
  expect(files.size).toBe(0);
});
