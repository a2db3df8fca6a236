import { expect, test } from "vitest";
import type { FrameWorker, InspectedPage, PageWalk } from "../store/services.ts";
import { PageLiveObjects } from "./live-objects.ts";

const ROWS = { nodes: Int32Array.of(0), cells: Int32Array.of(-1) };
const GONE = "The page was loaded anew.";

/** A page whose walks are all found again, but for those of documents that are gone. */
function createLiveObjects() {
  const gone = new Set<PageWalk>();
  /** The walks that the page was asked for. */
  const asked: PageWalk[] = [];
  const page = {
    refusalOf(walk: PageWalk) {
      asked.push(walk);
      return gone.has(walk) ? GONE : null;
    },
  };
  const live = new PageLiveObjects(page as unknown as InspectedPage, {} as FrameWorker);
  return { live, gone, asked };
}

test("of a walk in a document that is gone only the reason is kept, once another walk comes", async () => {
  const { live, gone, asked } = createLiveObjects();
  const [first, second, third] = [1, 2, 3].map((nodeCount): PageWalk => ({ nodeCount }));
  live.add(1, first!);
  live.add(2, second!);
  expect([1, 2, 3].map((snapshot) => live.refusalOf(snapshot))).toEqual([
    null,
    null,
    expect.stringContaining("not of this page"),
  ]);
  gone.add(first!);
  live.add(3, third!);
  asked.length = 0;
  expect([1, 2, 3].map((snapshot) => live.refusalOf(snapshot))).toEqual([GONE, null, null]);
  expect(asked).toEqual([second, third]);
  expect(await live.read(1, ROWS)).toEqual([{ state: "unread", key: "", preview: GONE }]);
  await expect(live.use(1, { node: 0, cell: -1 }, "log")).rejects.toThrow(GONE);
});

test("nothing is kept of a snapshot that was dropped", () => {
  const { live, asked } = createLiveObjects();
  const walk: PageWalk = { nodeCount: 1 };
  live.add(1, walk);
  live.addComparison(-1, 1);
  live.drop(1);
  expect(live.refusalOf(1)).toContain("not of this page");
  expect(asked).toEqual([]);
  /* A comparison has its own. */
  expect(live.refusalOf(-1)).toBeNull();
  expect(asked).toEqual([walk]);
  live.drop(-1);
  expect(live.refusalOf(-1)).toContain("not of this page");
  expect(asked).toEqual([walk]);
});
