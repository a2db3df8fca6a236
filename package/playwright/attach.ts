import { writeFile } from "node:fs/promises";
import { test } from "@playwright/test";
import { TakenSnapshot } from "../export/taken-snapshot.ts";

/** Attaches to the report what there is to look at: the text of the verdict, and the snapshot as folded stacks, as a picture and as a file for the panel. */
export async function attachSnapshot(verdict: string, bytes: Uint8Array, url: string): Promise<void> {
  const snapshot = TakenSnapshot.ofGraph(bytes, url);
  await attach("memory.txt", verdict, "text/plain");
  await attach("memory.folded", snapshot.toFolded(), "text/plain");
  await attach("memory.svg", await snapshot.write("svg"), "image/svg+xml");
  await attach("memory.allocative", bytes, "application/octet-stream");
}

/** As a file: reporters for terminals would write out the text of one that is none. */
async function attach(name: string, content: string | Uint8Array, contentType: string): Promise<void> {
  const info = test.info();
  const path = info.outputPath(`${info.attachments.length}-${name}`);
  await writeFile(path, content);
  await info.attach(name, { path, contentType });
}
