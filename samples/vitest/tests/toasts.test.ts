// @vitest-environment happy-dom
import "allocative/vitest";
import { expect, test } from "vitest";
import { Toasts } from "../src/toasts.ts";

const toasts = new Toasts();

test("a toast that is hidden leaks nothing", async () => {
  const action = () => toasts.hide(toasts.show("Saved"));
  await expect(action).not.toGrow({ roots: { toasts } });
});

test("a toast that is dismissed leaks nothing", async () => {
  const action = () => toasts.dismiss(toasts.show("Saved"));
  await expect(action).not.toGrow({ roots: { toasts } });
});
