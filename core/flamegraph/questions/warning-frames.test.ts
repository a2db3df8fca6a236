import { expect, test } from "vitest";
import { takeSnapshot } from "../../snapshot/take-snapshot.ts";
import { frameNameOf, framePathOf } from "../frame-table.ts";
import { nodeFramesOfGraph } from "../frames-of-graph.ts";
import { graphOf } from "../graph.fixture.ts";
import { ownersOf } from "../owners/sharing-policy.ts";
import { warningFramesOf } from "./warning-frames.ts";

const hostile = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error("no");
    },
  },
);
const { graph } = takeSnapshot({ roots: { app: { items: [{ hostile }], other: { hostile } } } });

test.each([
  ["owner", "app;Object;(shared);(unreadable)"],
  ["root", "(shared);(unreadable)"],
  ["first", "app;Object;other;Object;hostile;(unreadable)"],
] as const)("a warning is at the frame of its object, policy %s", (policy, path) => {
  const nodeFrames = nodeFramesOfGraph(graph, ownersOf(graph, policy));
  const { frames } = nodeFrames;
  expect(graph.warnings.length).toBeGreaterThan(0);
  for (const frame of warningFramesOf(graph, nodeFrames)) {
    expect(
      framePathOf(frames, frame)
        .map((at) => frameNameOf(frames, at))
        .join(";"),
    ).toBe(path);
  }
});

test("a warning about a root is at the root, where there is one", () => {
  const ofRoots = {
    ...graphOf([[]]),
    warnings: ["root 0", "gone", ""].map((path) => ({ code: "a", node: -1, path, detail: "" })),
  };
  const nodeFrames = nodeFramesOfGraph(ofRoots, ownersOf(ofRoots, "owner"));
  const [root, gone, whole] = warningFramesOf(ofRoots, nodeFrames);
  expect(frameNameOf(nodeFrames.frames, root!)).toBe("root 0");
  expect([gone, whole]).toEqual([-1, -1]);
});
