import { memory } from "allocative/vitest";
import { expect, test } from "vitest";
import { openDialog, search, store } from "../src/team.ts";

test("the store stays within its budget", async () => {
  await expect(memory.of({ store })).toStayWithin({ "store;users": "200 kB", total: "300 kB" });
});

test("searching leaks nothing but its log", async () => {
  await expect(() => search("7")).not.toGrow({ roots: { store }, ignore: ["store › log"] });
});

test("opening a dialog leaks nothing", async () => {
  await expect(() => openDialog()).not.toGrow({ roots: { store } });
});
