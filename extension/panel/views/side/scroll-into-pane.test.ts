// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { scrollIntoPane } from "./scroll-into-pane.ts";

afterEach(() => document.body.replaceChildren());

/** The pane is 100 pixels high, below a head of 50. */
function scrolledBy(top: number, height: number): number {
  const [pane, between, element] = [0, 1, 2].map(() => document.createElement("div"));
  if (pane === undefined || between === undefined || element === undefined) throw new Error("expected three elements");
  pane.style.overflowY = "auto";
  pane.getBoundingClientRect = () => new DOMRect(0, 50, 200, 100);
  element.getBoundingClientRect = () => new DOMRect(0, top, 200, height);
  between.append(element);
  pane.append(between);
  document.body.append(pane);
  scrollIntoPane(element);
  return pane.scrollTop;
}

test.each([
  ["in view", 60, 40, 0],
  ["partly below", 120, 40, 10],
  ["below, and higher than the pane", 120, 400, 70],
  ["at the top, and higher than the pane", 50, 400, 0],
])("an element %s", (_where, top, height, scrolled) => {
  expect(scrolledBy(top, height)).toBe(scrolled);
});
