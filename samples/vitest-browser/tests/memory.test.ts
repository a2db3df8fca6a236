import { memory } from "allocative/vitest";
import { expect, test } from "vitest";
import { openDialog, search } from "../src/team.ts";

test("the list of users stays within its budget", async () => {
  await expect(memory).toStayWithin({ "Closures;src/team.ts;users": "200 kB", total: "2 MB" });
});

test("searching leaks nothing but its log", async () => {
  await expect(() => search("7")).not.toGrow({ rounds: 3, ignore: ["Closures › src/team.ts › log"] });
});

test("opening a dialog leaks nothing", async () => {
  await expect(() => openDialog()).not.toGrow({ rounds: 3 });
});
