import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";

const IS_SOURCE = /^(?!.*\.(?:test|fixture)\.tsx?$).*\.tsx?$/;
/** A command or event of the DevTools protocol, as a whole string. */
const PROTOCOL_NAME = /"([A-Z][A-Za-z]+\.[a-z][A-Za-z]+)"/g;
/** They are listened to. */
const EVENTS: readonly string[] = [
  "Debugger.paused",
  "Debugger.resumed",
  "Debugger.scriptParsed",
  "Runtime.executionContextCreated",
  "Target.attachedToTarget",
  "Target.detachedFromTarget",
  "Tracing.dataCollected",
  "Tracing.tracingComplete",
];

test("SECURITY.md lists every command that the extension sends to the debugger", () => {
  const sent = new Set<string>();
  for (const entry of readdirSync(repositoryPath("extension"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !IS_SOURCE.test(entry.name)) continue;
    const source = readFileSync(path.join(entry.parentPath, entry.name), "utf8");
    for (const [, name = ""] of source.matchAll(PROTOCOL_NAME)) if (!EVENTS.includes(name)) sent.add(name);
  }
  const page = readFileSync(repositoryPath("SECURITY.md"), "utf8");
  const listed = [...page.matchAll(/`([A-Z][A-Za-z]+\.[a-z][A-Za-z]+)`/g)].map(([, name]) => name);
  expect(listed).toEqual([...sent].toSorted());
});
