// What a user does in the panel, through the roles and names that a screen reader finds.

import { readFile } from "node:fs/promises";
import type { Frame, Locator } from "playwright";
import { ExpectedError } from "../expected-error.ts";
import { waitFor, within } from "./deadline.ts";
import type { PanelSession } from "./devtools-panel.ts";
import { parseSnapshotStatus, type SnapshotStatus } from "./snapshot-status.ts";

/** The panel says that something went wrong; the message is its own. */
export class PanelAlertError extends ExpectedError {
  override readonly name = "PanelAlertError";
}

/** Clicks **Snapshot** and waits until the status region tells its result, or an alert tells why there is none. */
export async function takeSnapshot(panel: Frame, timeoutMs = 60_000): Promise<SnapshotStatus> {
  const before = (await readStatus(panel))?.number ?? 0;
  await panel.getByRole("button", { name: "Snapshot", exact: true }).click({ timeout: timeoutMs });
  return waitFor("result of the snapshot", timeoutMs, async () => {
    const status = await readStatus(panel);
    if (status && status.number > before) return status;
    await throwIfAlert(panel);
    return undefined;
  });
}

async function readStatus(panel: Frame): Promise<SnapshotStatus | undefined> {
  for (const text of await panel.getByRole("status").allInnerTexts()) {
    const status = parseSnapshotStatus(text);
    if (status) return status;
  }
  return undefined;
}

async function throwIfAlert(panel: Frame): Promise<void> {
  const alerts = await panel.getByRole("alert").filter({ hasText: /\S/, visible: true }).allInnerTexts();
  if (alerts.length > 0) throw new PanelAlertError(alerts.map((text) => text.trim()).join(" "));
}

/** `"as-offered"` is what the panel takes when nobody touches its **Roots**; else nothing but what is named here. */
export type RootsChoice = "as-offered" | { readonly expressions: readonly string[]; readonly globals: "on" | "off" };

/** Sets **Roots** in the panel. */
export async function chooseRoots(panel: Frame, choice: RootsChoice): Promise<void> {
  if (choice === "as-offered") return;
  await setGlobals(panel, choice.globals);
  const roots = rootsGroup(panel).getByRole("checkbox");
  for (const box of await roots.all()) {
    if ((await box.getAttribute("aria-label")) !== GLOBALS) await box.uncheck();
  }
  for (const expression of choice.expressions) await addRoot(panel, expression);
}

const GLOBALS = "Page globals";

export async function setGlobals(panel: Frame, choice: "on" | "off"): Promise<void> {
  await panel.getByRole("checkbox", { name: GLOBALS }).setChecked(choice === "on");
}

export function rootsGroup(panel: Frame): Locator {
  return panel.getByRole("group", { name: "Roots" });
}

/** Types an expression into **Add root** and waits until it stands among the roots. */
export async function addRoot(panel: Frame, expression: string, timeoutMs = 20_000): Promise<void> {
  const field = panel.getByRole("textbox", { name: "Add root" });
  await field.fill(expression, { timeout: timeoutMs });
  await field.press("Enter");
  const added = rootsGroup(panel).getByRole("checkbox", { name: expression });
  await waitFor(`root "${expression}" in the list`, timeoutMs, async () => {
    if ((await added.count()) > 0) return true;
    await throwIfAlert(panel);
    return undefined;
  });
}

/** Downloads the newest snapshot through **Export** → **Folded stacks**. */
export async function downloadFolded(session: PanelSession, timeoutMs = 60_000): Promise<string> {
  const { panel, devtools } = session;
  const download = devtools.waitForEvent("download", { timeout: timeoutMs });
  // The click may fail first; then nobody waits for the download.
  download.catch(() => {});
  await panel.getByRole("button", { name: "Export", exact: true }).click({ timeout: timeoutMs });
  await panel.getByRole("menuitem", { name: "Folded stacks", exact: true }).click({ timeout: timeoutMs });
  const file = await within("path of the download", timeoutMs, (await download).path());
  return readFile(file, "utf8");
}
