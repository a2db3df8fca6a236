import { describe, expect, test } from "vitest";
import { type SnapshotInProgress, startSnapshot, takeSnapshot, type Visitor, visit } from "../index.ts";

/* Code of the page that a walk runs, and that uses this library itself. */

const BUDGET_MS = 60_000;

function proxyThatRuns(inside: () => void): object {
  return new Proxy(
    { a: 1, b: { c: "a text" } },
    {
      ownKeys(target) {
        inside();
        return Reflect.ownKeys(target);
      },
    },
  );
}

function describedThatRuns(inside: () => void): object {
  return {
    a: 1,
    [visit](visitor: Visitor) {
      inside();
      visitor.enterOwn(this).exit();
    },
  };
}

function registryOf(own: object) {
  return { before: [{}, { x: 1.5 }], own, after: new Map([["k", { y: {} }]]) };
}

describe.each([
  ["a trap of a Proxy", proxyThatRuns],
  ["a [visit]", describedThatRuns],
])("%s", (_name, objectThatRuns) => {
  const expected = () => takeSnapshot({ layout: "chrome", roots: registryOf(objectThatRuns(() => {})) });

  test("that goes on with its own walk gets a SnapshotBusyError, and the walk goes on", () => {
    let walk: SnapshotInProgress | undefined;
    const caught: unknown[] = [];
    const own = objectThatRuns(() => {
      try {
        walk!.advance(BUDGET_MS);
      } catch (error) {
        caught.push((error as Error).name);
      }
    });
    walk = startSnapshot({ layout: "chrome", roots: registryOf(own) });
    const snapshot = walk.advance(BUDGET_MS)!;
    expect(caught.length).toBeGreaterThan(0);
    expect(new Set(caught)).toEqual(new Set(["SnapshotBusyError"]));
    expect(snapshot.toFolded()).toBe(expected().toFolded());
    expect(snapshot.warnings).toEqual([]);
    expect(walk.advance(BUDGET_MS)).toBe(snapshot);
  });

  test("that lets the error pass costs a warning", () => {
    let walk: SnapshotInProgress | undefined;
    walk = startSnapshot({ layout: "chrome", roots: registryOf(objectThatRuns(() => void walk!.advance(BUDGET_MS))) });
    const snapshot = walk.advance(BUDGET_MS)!;
    expect(
      snapshot.warnings.map(({ path, detail }) => [
        path,
        detail.includes("called from code that this walk is running"),
      ]),
    ).toEqual([["own", true]]);
    expect(snapshot.flamegraph().totalSize[0]).toBe(snapshot.totalSize);
    expect(snapshot.toFolded()).toContain("after;Map;table;value;Object;y;Object 12\n");
  });

  test("that takes another snapshot gets it, and both are whole", () => {
    const inner: number[] = [];
    const own = objectThatRuns(() => inner.push(takeSnapshot({ layout: "chrome", roots: { o: { a: 1 } } }).totalSize));
    const snapshot = takeSnapshot({ layout: "chrome", roots: registryOf(own) });
    expect(new Set(inner)).toEqual(new Set([16]));
    expect(snapshot.toFolded()).toBe(expected().toFolded());
  });
});
