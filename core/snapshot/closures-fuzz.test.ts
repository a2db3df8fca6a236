import { expect, test } from "vitest";
import { randomFrom } from "../flamegraph/graph.fixture.ts";
import { seedCount } from "../graph/seeds.fixture.ts";
import { totalsOf } from "../graph/totals.ts";
import type { Walk } from "../walk/walk.ts";
import {
  addClosureRoots,
  addFunctionRoots,
  type ClosureContext,
  type LateRoot,
  type PrivateMembers,
  type WeakEntries,
} from "./closure-roots.ts";
import { contextOf, foldedOf, graphOf, type Scene } from "./closures.fixture.ts";
import { Questions } from "./questions.ts";

/** A class whose instances may have private members. */
class Guarded {
  readonly fields: object[] = [];
}

interface World {
  readonly scene: () => Scene;
  /** Objects that a walk meets. */
  readonly metCount: number;
}

/** Objects, functions with contexts, WeakMaps and instances with private members, that refer to one another at random. */
function worldOf(seed: number): World {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const some = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const size = 3 + below(30);
  const objects: object[] = Array.from({ length: size }, () => {
    switch (below(5)) {
      case 0:
        return () => 1;
      case 1:
        return new WeakMap();
      case 2:
        return new Guarded();
      case 3:
        return [];
      default:
        return {};
    }
  });
  const refersTo = new Map<object, object[]>(objects.map((one) => [one, []]));
  const refer = (from: object, to: object) => refersTo.get(from)!.push(to);
  const contexts = new Map<object, ClosureContext>();
  const made: ClosureContext[] = [];
  const inContext = new Map<ClosureContext, object[]>();
  const weakMaps: WeakEntries[] = [];
  const privates = new Map<object, PrivateMembers>();
  for (const one of objects) {
    const targets = Array.from({ length: below(4) }, () => some(objects));
    if (typeof one === "function") {
      if (below(3) === 0 && made.length > 0) contexts.set(one, some(made));
      else if (below(3) > 0) {
        const above = made.length > 0 && below(2) === 0 ? some(made) : undefined;
        const context = contextOf(
          `f${below(3)}`,
          targets.map((target, i) => [`v${i}`, target]),
          above === undefined ? {} : { above },
        );
        inContext.set(context, [...targets, ...(above === undefined ? [] : inContext.get(above)!)]);
        made.push(context);
        contexts.set(one, context);
      }
      const context = contexts.get(one);
      if (context !== undefined) for (const target of inContext.get(context)!) refer(one, target);
    } else if (one instanceof WeakMap) {
      const keys = targets.map(() => some(objects));
      weakMaps.push({ map: one, keys, values: targets });
      for (const target of targets) refer(one, target);
    } else if (one instanceof Guarded) {
      privates.set(one, { names: targets.map((_, i) => `#p${i}`), values: targets });
      for (const target of targets) refer(one, target);
      refer(one, one.fields);
      refersTo.set(one.fields, []);
    } else {
      for (const [i, target] of targets.entries()) {
        Object.assign(one, { [Array.isArray(one) ? i : `k${i}`]: target });
        refer(one, target);
      }
    }
  }
  const roots = { a: some(objects), b: some(objects) };
  const scriptVariables = contextOf("", [["held", some(objects)]]);
  const late = objects
    .filter((one) => typeof one === "function")
    .map((value, i): LateRoot => ({ value, root: `s${i % 2}`, field: `f${i % 3}` }));
  const met = new Set<object>();
  const meet = (start: object) => {
    const pending = [start];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (met.has(one)) continue;
      met.add(one);
      pending.push(...refersTo.get(one)!);
    }
  };
  meet(roots.a);
  meet(roots.b);
  meet(scriptVariables.values[0] as object);
  for (const { value } of late) meet(value);
  const isKnown = new Map([...privates.keys()].map((one) => [one, below(2) === 0]));
  const budgetMs = below(2) === 0 ? 0.01 : Number.POSITIVE_INFINITY;
  return {
    metCount: met.size,
    scene: () => ({
      roots,
      contexts,
      weakMaps,
      mayHavePrivates: (prototype) => prototype === Guarded.prototype,
      privatesOf: (one) => (isKnown.get(one) ? privates.get(one) : undefined),
      questions: new Questions(),
      host: (asked) => asked.map((one) => privates.get(one)),
      add: (walk: Walk) => {
        addClosureRoots(walk, [{ name: "s0", contexts: [scriptVariables] }]);
        addFunctionRoots(walk, late);
      },
      budgetMs,
    }),
  };
}

test("whatever refers to whatever: each object is met once, and frames of all policies sum to it", () => {
  for (let seed = 1; seed <= seedCount(3000); seed++) {
    const { scene, metCount } = worldOf(seed);
    try {
      expect(totalsOf(graphOf(scene())).objectCount).toBe(metCount);
      foldedOf(scene());
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
});

test("a walk that reaches its limit of objects still sums up", () => {
  for (let seed = 1; seed <= seedCount(1000); seed++) {
    try {
      foldedOf({ ...worldOf(seed).scene(), maxObjects: 1 + (seed % 40) });
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
});
