import { expect, test } from "vitest";
import { unmeasuredWorkers } from "./unmeasured-workers.ts";

const SITE = "https://shop.example";
const target = (type: string, title: string, url = `${SITE}/w/work.js`) => ({ type, title, url });

const pathsOf = (...targets: readonly ReturnType<typeof target>[]) =>
  unmeasuredWorkers(targets, `${SITE}/cart`).map(({ path }) => path);

test("shared and service workers of the page's origin are named", () => {
  expect(
    pathsOf(
      target("worker", "prices"),
      target("worker", `Service Worker ${SITE}/w/work.js`),
      target("worker", `${SITE}/w/work.js`),
      target("worker", 'x" of\u202e another'),
    ),
  ).toEqual([
    'shared worker "prices"',
    'service worker "work.js"',
    'shared worker "work.js"',
    'shared worker "x\' of\\u202e another"',
  ]);
});

test("those of other origins, pages and dedicated workers are not", () => {
  expect(
    pathsOf(
      target("worker", "prices", "https://news.example/work.js"),
      target("worker", "prices", "https://shop.example:8443/work.js"),
      target("page", "Cart"),
      target("other", "sums"),
      target("worker", "odd", ""),
    ),
  ).toEqual([]);
});

test("a page without an origin has none", () => {
  const odd = target("worker", "prices", "data:text/javascript,1");
  expect(unmeasuredWorkers([odd], "data:text/html,1")).toEqual([]);
  expect(unmeasuredWorkers([odd], "")).toEqual([]);
});

test("the sentence says whose it is", () => {
  expect(unmeasuredWorkers([target("worker", "prices")], SITE)[0]?.detail).toBe(
    'The shared worker "prices" runs for this site, and has a JS heap of its own. Its objects are not in this snapshot.',
  );
});
