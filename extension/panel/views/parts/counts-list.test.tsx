// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { CountsList } from "./counts-list.tsx";

afterEach(cleanup);

const itemsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `window event${i}`,
    count: `${i} → ${i + 1}`,
    exact: "",
    note: i === 1 ? "not in every round" : "",
  }));

const textsOf = (): (string | null)[] =>
  within(screen.getByRole("list", { name: "Counts" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

test("eight counts are listed, and all when they are asked for", () => {
  render(<CountsList items={itemsOf(20)} />);
  expect(textsOf()).toHaveLength(8);
  expect(textsOf()[0]).toBe("window event0 0 → 1");
  expect(textsOf()[1]).toBe("window event1 1 → 2 not in every round");
  fireEvent.click(screen.getByRole("button", { name: "12 more", expanded: false }));
  expect(textsOf()).toHaveLength(20);
  fireEvent.click(screen.getByRole("button", { name: "Fewer", expanded: true }));
  expect(textsOf()).toHaveLength(8);
});

test("few counts have no button, and none have no list", () => {
  render(<CountsList items={itemsOf(8)} />);
  expect(textsOf()).toHaveLength(8);
  expect(screen.queryByRole("button")).toBeNull();
  cleanup();
  render(<CountsList items={[]} />);
  expect(screen.queryByRole("list")).toBeNull();
});
