import { expect, test } from "vitest";
import { Chain } from "./chain.ts";

const KEYS = ["row", "next"];

interface Link {
  readonly row: number;
  next: Link | undefined;
}

function linksOf(count: number): readonly Link[] {
  const links: Link[] = Array.from({ length: count }, (_, row) => ({ row, next: undefined }));
  for (let i = 1; i < count; i++) links[i - 1]!.next = links[i];
  return links;
}

/** What a chain has loaded, by turn. */
function loaderOf(met: ReadonlySet<object> = new Set()) {
  const loads: object[][] = [];
  return {
    loads,
    nodeOf: (object: object) => (met.has(object) ? 0 : undefined),
    loadObjects: (objects: { readonly [index: number]: object }, start: number, end: number) => {
      loads.push(Array.from({ length: end - start }, (_, i) => objects[start + i]!));
    },
  };
}

test("a chain is loaded in runs, the next one when the walk has come to its end", () => {
  const links = linksOf(200);
  const loader = loaderOf();
  const chain = new Chain(loader);
  for (let turn = 0; turn + 1 < links.length; turn++) chain.load(links[turn]!, KEYS, [links[turn + 1]!], 1);
  expect(loader.loads.map((run) => run.length)).toEqual([64, 64, 64, 7]);
  expect(loader.loads.flat()).toEqual(links.slice(1));
});

test("of the objects that wait, that which was not met leads on", () => {
  const links = linksOf(10);
  const [first, second] = links as [Link, Link];
  const holder = { back: first, next: second };
  const loader = loaderOf(new Set([first]));
  new Chain(loader).load(holder, ["back", "next"], [first, second], 2);
  expect(loader.loads).toEqual([links.slice(1)]);
});

test("where there is no chain, it is looked for ever more rarely", () => {
  let asked = 0;
  const chain = new Chain({
    nodeOf: () => {
      asked++;
      return undefined;
    },
    loadObjects: () => {
      throw new Error("nothing is to be loaded");
    },
  });
  const child = {};
  for (let turn = 0; turn < 1000; turn++) chain.load({ child }, ["child"], [child], 1);
  expect(asked).toBeGreaterThan(1);
  expect(asked).toBeLessThan(20);
});

test("an object whose trap throws ends the run, and the error goes nowhere", () => {
  const links = linksOf(20);
  links[9]!.next = new Proxy(links[10]!, {
    getOwnPropertyDescriptor: () => {
      throw new Error("not yours");
    },
  });
  const loader = loaderOf();
  new Chain(loader).load(links[0]!, KEYS, [links[1]!], 1);
  expect(loader.loads.map((run) => run.length)).toEqual([10]);
});

test("no getter is called", () => {
  const link = {
    get next(): never {
      throw new Error("a getter was called");
    },
  };
  const loader = loaderOf();
  new Chain(loader).load({ link }, ["link"], [link], 1);
  expect(loader.loads).toEqual([]);
});
