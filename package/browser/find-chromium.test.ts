import { expect, test } from "vitest";
import { findChromium, type Machine } from "./find-chromium.ts";

interface FakeMachine extends Machine {
  readonly calls: string[];
}

/** A machine with these programs, each with what its `--version` prints. */
function machineWith(
  programs: Readonly<Record<string, string>>,
  environment: Machine["environment"] = {},
  /* What each installer leaves on the machine. */
  installable: readonly Readonly<Record<string, string>>[] = [],
): FakeMachine {
  const present = new Map(Object.entries(programs));
  const calls: string[] = [];
  return {
    calls,
    environment: { PATH: "/usr/bin:/opt/bin", ...environment },
    isExecutable: (file) => present.has(file),
    versionTextOf: (file) => present.get(file),
    playwrightPath: () => "/playwright/chrome",
    installers: installable.map((installed, number) => () => {
      calls.push(`installer ${number}`);
      for (const [file, version] of Object.entries(installed)) present.set(file, version);
    }),
  };
}

const CHROMIUM = "Chromium 156.0.8078.79 built on Debian";

test("CHROME_PATH goes before PATH", () => {
  const machine = machineWith({ "/my/chrome": CHROMIUM, "/usr/bin/chromium": CHROMIUM }, { CHROME_PATH: "/my/chrome" });
  expect(findChromium(machine)).toBe("/my/chrome");
});

test("a CHROME_PATH that is not there is an error, even where another browser is", () => {
  const machine = machineWith({ "/usr/bin/chromium": CHROMIUM }, { CHROME_PATH: "/nowhere" });
  expect(() => findChromium(machine)).toThrow('CHROME_PATH is "/nowhere", but there is no program of that name.');
});

test.each([
  ["Google Chrome 156.0.1.2", "is branded Chrome and ignores --load-extension"],
  ["Chromium 120.0.1.2", "is version 120"],
])("a CHROME_PATH to %s is an error that says why", (version, reason) => {
  const machine = machineWith({ "/my/chrome": version }, { CHROME_PATH: "/my/chrome" });
  expect(() => findChromium(machine)).toThrow(`CHROME_PATH is "/my/chrome", which ${reason}.`);
});

test("Chrome for Testing will do", () => {
  const machine = machineWith({ "/my/chrome": "Google Chrome for Testing 156.0.1.2" }, { CHROME_PATH: "/my/chrome" });
  expect(findChromium(machine)).toBe("/my/chrome");
});

test("an old Chromium on PATH is passed over for a newer one", () => {
  const machine = machineWith({ "/usr/bin/chromium": "Chromium 120.0.1.2", "/opt/bin/chromium-browser": CHROMIUM });
  expect(findChromium(machine)).toBe("/opt/bin/chromium-browser");
});

test("Playwright's own is used where PATH has none", () => {
  expect(findChromium(machineWith({ "/playwright/chrome": CHROMIUM }))).toBe("/playwright/chrome");
});

test("it is installed where the machine has none", () => {
  const machine = machineWith({}, {}, [{ "/usr/bin/chromium": CHROMIUM }, {}]);
  expect(findChromium(machine)).toBe("/usr/bin/chromium");
  expect(machine.calls).toEqual(["installer 0"]);
});

test.each([
  ["is too old", "Chromium 120.0.1.2"],
  ["is branded Chrome", "Google Chrome 156.0.1.2"],
  ["does not start", ""],
])(
  "one that %s is replaced: installers are tried in turn until one leaves a Chromium that will do",
  (_reason, version) => {
    const machine = machineWith({ "/usr/bin/chromium": version }, {}, [{}, { "/usr/bin/chromium": CHROMIUM }, {}]);
    expect(findChromium(machine)).toBe("/usr/bin/chromium");
    expect(machine.calls).toEqual(["installer 0", "installer 1"]);
  },
);

test("one whose version cannot be asked is taken", () => {
  const machine = { ...machineWith({ "/usr/bin/chromium": "" }), versionTextOf: () => undefined };
  expect(findChromium(machine)).toBe("/usr/bin/chromium");
});

test("where it cannot be installed, the error says what to install, and why none of those that are there will do", () => {
  expect(() => findChromium(machineWith({}))).toThrow(
    /There is no Chromium that can run the extension\. .* apt-get install chromium; elsewhere: npx playwright install chromium/,
  );
  const machine = machineWith({ "/usr/bin/chromium": "Chromium 120.0.1.2", "/opt/bin/chromium-browser": "" }, {}, [{}]);
  expect(() => findChromium(machine)).toThrow(
    "There is no Chromium that can run the extension: /usr/bin/chromium is version 120, /opt/bin/chromium-browser does not start. Install",
  );
});
