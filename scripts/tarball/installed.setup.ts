import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { type PackedTarball, packTarball } from "./pack.ts";
import { outputIn } from "./run-in.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly tarball: PackedTarball;
    /** An app's folder in which the tarball is installed, and nothing else. No package of the repository can be found from there. */
    readonly app: string;
  }
}

/** Packs and installs once, for all tests. */
export default function setup(project: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "allocative-tarball-")));
  const app = path.join(folder, "app");
  mkdirSync(app);
  const tarball = packTarball(folder);
  outputIn(app, "npm", ["install", "--offline", "--no-audit", "--no-fund", tarball.file]);
  project.provide("tarball", tarball);
  project.provide("app", app);
  return () => rmSync(folder, { recursive: true });
}
