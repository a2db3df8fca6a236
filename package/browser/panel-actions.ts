// What a user does in the panel, through the roles and names that a screen reader finds.

import { readFile } from "node:fs/promises";
import type { Frame, Locator } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { waitFor, within } from "./deadline.ts";
import type { PanelSession } from "./devtools-panel.ts";
import { parseSnapshotStatus, type SnapshotStatus } from "./snapshot-status.ts";

/** The panel says that something went wrong; the message is its own. */
export class PanelAlertError extends ExpectedError {
  override readonly name = "PanelAlertError";
}

/** A large app that draws all the time answers each question of the debugger once a frame. */
const SNAPSHOT_DEADLINE_MS = 300_000;

/** Clicks **Snapshot** and waits until the status region has its result, or an alert its error */
export async function takeSnapshot(panel: Frame): Promise<SnapshotStatus> {
  const before = (await readStatus(panel))?.number ?? 0;
  await panel.getByRole("button", { name: "Snapshot", exact: true }).click();
  return waitFor(
    "result of the snapshot",
    async () => {
      const status = await readStatus(panel);
      if (status && status.number > before) return status;
      await throwIfAlert(panel);
      return undefined;
    },
    SNAPSHOT_DEADLINE_MS,
  );
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

/** `"as-offered"`: the roots that the panel chooses by default; otherwise only those named here. */
export type RootsChoice = "as-offered" | { readonly expressions: readonly string[]; readonly globals: "on" | "off" };

/** Sets **Roots** in the panel. */
export async function chooseRoots(panel: Frame, choice: RootsChoice): Promise<void> {
  if (choice === "as-offered") return;
  await waitForRootsList(panel);
  const globals = rootsGroup(panel).getByRole("checkbox", { name: "Page globals", exact: true });
  /* First, because it brings a box for each global. */
  await globals.setChecked(choice.globals === "on");
  for (const row of await rootsGroup(panel).locator(":scope > ul > li").all()) {
    const box = row.getByRole("checkbox").first();
    const name = await box.evaluate(nameOfLabelled);
    if (name !== "Page globals" && !choice.expressions.includes(name)) await box.uncheck();
  }
  for (const expression of choice.expressions) await addRoot(panel, expression);
}

/** Has the functions of the page asked for their closures, however many there are. */
export async function askAllFunctions(panel: Frame): Promise<void> {
  await waitForRootsList(panel);
  const closures = rootsGroup(panel).getByRole("checkbox", { name: "Closures", exact: true });
  if (await closures.isDisabled())
    throw new ExpectedError(
      "--all-closures needs the build of the extension with the permission to attach a debugger.",
    );
  await closures.check();
  await rootsGroup(panel).getByRole("checkbox", { name: "All functions", exact: true }).check();
}

function nameOfLabelled(input: Element): string {
  return input.closest("label")?.textContent ?? "";
}

/**
 * The panel asks the page for its roots when it opens, and its list is busy until they came. Where the page does not answer, the list stays
 * empty, and the snapshot will say why.
 */
async function waitForRootsList(panel: Frame): Promise<void> {
  await rootsGroup(panel).and(panel.locator('[aria-busy="false"]')).waitFor();
}

export function rootsGroup(panel: Frame): Locator {
  return panel.getByRole("group", { name: "Roots" });
}

/** Types an expression into **Add root** and waits until it stands among the roots, or the panel shows an error. */
export async function addRoot(panel: Frame, expression: string): Promise<void> {
  const field = panel.getByRole("textbox", { name: "Add root" });
  await field.fill(expression);
  await field.press("Enter");
  await waitFor(`root "${expression}" in the list`, async () => {
    if ((await field.inputValue()) === "") return true;
    if ((await field.getAttribute("aria-invalid")) === "true") {
      throw new PanelAlertError(`Root "${expression}": ${await readDescription(field)}`);
    }
    return undefined;
  });
}

function readDescription(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const id = element.getAttribute("aria-describedby");
    return (id && document.getElementById(id)?.textContent) ?? "";
  });
}

/** Downloads the newest snapshot through **Export** → **Folded stacks**. */
export async function downloadFolded(session: PanelSession): Promise<string> {
  return readFile(await downloadExport(session, "Folded stacks"), "utf8");
}

/** Downloads the displayed snapshot in a format of the menu **Export**; the path of the file. */
export async function downloadExport({ panel, devtools }: PanelSession, format: string): Promise<string> {
  const download = devtools.waitForEvent("download");
  // The click may fail first; then the rejection of the download must not be unhandled.
  download.catch(() => {});
  await panel.getByRole("button", { name: "Export", exact: true }).click();
  await panel.getByRole("menuitem", { name: format, exact: true }).click();
  return within("path of the download", (await download).path());
}

/** Has no function of the page asked for its closure. */
export async function leaveOutClosures(panel: Frame): Promise<void> {
  await waitForRootsList(panel);
  const closures = rootsGroup(panel).getByRole("checkbox", { name: "Closures", exact: true });
  if (await closures.isEnabled()) await closures.uncheck();
}
