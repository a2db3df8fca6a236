import { expect, test } from "vitest";
import { otherChromiums, type PackageMachine, versionsOfMadison } from "./other-chromiums.ts";

interface FakeMachine extends PackageMachine {
  readonly calls: string[];
}

const BOTH = ["156.0.8078.108-1~deb12u1", "150.0.7871.100-1~deb12u1"];

/** A machine that runs Chromium 150 and is offered these versions, the second list once its lists of packages are up to date. */
function machineWith(
  changes: Partial<PackageMachine>,
  served: readonly string[] = BOTH,
  updated = served,
): FakeMachine {
  const calls: string[] = [];
  let versions = served;
  return {
    calls,
    majorInUse: () => 150,
    canDownload: () => true,
    servedVersions: () => versions,
    update() {
      calls.push("update");
      versions = updated;
    },
    executableOf(version) {
      calls.push(version);
      return `/cache/${version}`;
    },
    ...changes,
  };
}

test("the version that is served and not in use is downloaded", () => {
  const machine = machineWith({});
  expect(otherChromiums(machine)).toEqual({
    chromiums: [{ version: BOTH[0], executable: `/cache/${BOTH[0]}` }],
    note: "",
  });
  expect(machine.calls).toEqual([BOTH[0]]);
});

test("the lists of packages are brought up to date only where they have no other version", () => {
  const machine = machineWith({}, [BOTH[1]!], BOTH);
  expect(otherChromiums(machine).chromiums).toHaveLength(1);
  expect(machine.calls).toEqual(["update", BOTH[0]]);
});

test("of one major version the newest is taken, and none that the manifest does not allow", () => {
  const machine = machineWith({}, ["156.0.2.0-1", "156.0.1.0-1", "150.0.3.0-1", "140.0.1.0-1"]);
  expect(otherChromiums(machine).chromiums.map(({ version }) => version)).toEqual(["156.0.2.0-1"]);
});

test.each<[sentence: string, machine: FakeMachine]>([
  ["The Chromium in use does not say its version", machineWith({ majorInUse: () => undefined })],
  ["on Debian as root alone", machineWith({ canDownload: () => false })],
  ["Debian serves no Chromium but version 150", machineWith({}, [BOTH[1]!])],
  [`Chromium ${BOTH[0]} could not be downloaded`, machineWith({ executableOf: () => undefined })],
])("where there is none, one sentence says why: %s", (sentence, machine) => {
  const { chromiums, note } = otherChromiums(machine);
  expect(chromiums).toEqual([]);
  expect(note).toContain(sentence);
  expect(note).not.toContain("\n");
});

test("versions are read from what apt-cache prints, sources left out", () => {
  const output = [
    "  chromium | 156.0.8078.108-1~deb12u1 | http://deb.debian.org/debian-security bookworm-security/main amd64 Packages",
    "  chromium | 150.0.7871.100-1~deb12u1 | http://deb.debian.org/debian bookworm/main amd64 Packages",
    "  chromium | 149.0.1.1-1 | http://deb.debian.org/debian bookworm/main Sources",
    "",
  ].join("\n");
  expect(versionsOfMadison(output)).toEqual(BOTH);
});
