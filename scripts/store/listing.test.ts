import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import { repositoryPath } from "../repository-path.ts";
import { listingOf, type StoreVariant, writeListing } from "./listing.ts";

const privacyPage = readFileSync(repositoryPath("PRIVACY.md"), "utf8");
const securityPage = readFileSync(repositoryPath("SECURITY.md"), "utf8");

describe.each<StoreVariant>(["full", "no-debugger", "firefox"])("the texts of the variant %s", (variant) => {
  const listing = listingOf(variant);

  test("have a sentence for each permission of the manifest, and for no other", () => {
    const needed = manifest.permissions.filter((permission) => variant === "full" || permission !== "debugger");
    expect([...listing.permissions.keys()].sort()).toEqual([...needed].sort());
    for (const why of listing.permissions.values()) expect(why).toMatch(/^[A-Z][^.]{40,}\.$/);
  });

  test("say why all hosts are needed, because the manifest asks for them", () => {
    expect(manifest.host_permissions).toEqual(["<all_urls>"]);
    expect(listing.hostAccess).toMatch(/^[A-Z][^.]{40,}\.$/);
  });

  test("are as long as the stores allow", () => {
    expect(listing.summary.length).toBeLessThanOrEqual(132);
    expect(listing.description.length).toBeGreaterThanOrEqual(250);
    expect(listing.description.length).toBeLessThanOrEqual(10_000);
    expect(listing.singlePurpose.length).toBeLessThanOrEqual(1000);
  });

  test("are complete when they are written", () => {
    const written = writeListing(listing);
    expect(written).not.toMatch(/undefined|\n## [^\n]*\n\n\n/);
    for (const heading of ["Summary", "Description", "Single purpose", "Host access", "Remote code", "Privacy"])
      expect(written).toContain(`\n## ${heading}\n\n`);
  });
});

test("only the text of the full variant speaks of the bar that the browser shows", () => {
  expect(listingOf("full").description).toContain("the browser shows a bar");
  expect(listingOf("firefox").description).toContain("Firefox gives extensions no debugger");
  expect(listingOf("no-debugger").description).toContain("no permission to attach a debugger");
});

test("PRIVACY.md and SECURITY.md say the same of permissions and data", () => {
  const { permissions, privacy } = listingOf("full");
  expect(privacyPage).toContain(privacy);
  const permissionsPart = /\*\*Permissions\.\*\*.*/.exec(privacyPage)?.[0] ?? "";
  for (const permission of permissions.keys()) {
    expect(permissionsPart).toContain(`\`${permission}\``);
    expect(securityPage).toMatch(new RegExp(`^\\| .*\`${permission}\``, "m"));
  }
  expect(privacyPage).toContain("The extension makes no network request.");
  expect(privacyPage).toMatch(/In a private\s+window nothing is written to disk\./);
});
