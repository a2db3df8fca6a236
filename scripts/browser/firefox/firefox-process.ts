import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findFirefox } from "./find-firefox.ts";

type Preferences = Readonly<Record<string, boolean | number | string>>;

/** What would speak to servers or ask questions at the first start. */
const PREFERENCES: Preferences = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "",
  "toolkit.telemetry.enabled": false,
};

export interface FirefoxOptions {
  /** What a driver may reach: pages alone (if left out), or Firefox's own windows, too. */
  readonly access?: "pages" | "privileged";
  /** Beside those that every Firefox here has. */
  readonly preferences?: Preferences;
}

/** A headless Firefox with an empty profile. */
export interface FirefoxProcess {
  /** Where it listens for WebDriver BiDi. */
  readonly address: string;
  readonly pid: number;
  /** Ends it, if it has not ended yet, and removes the profile. */
  stop(): Promise<void>;
}

export async function startFirefox({ access = "pages", preferences = {} }: FirefoxOptions): Promise<FirefoxProcess> {
  const profile = mkdtempSync(path.join(os.tmpdir(), "allocative-firefox-"));
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(path.join(profile, "user.js"), lines.join(""));
  const privileged = access === "privileged" ? ["--remote-allow-system-access"] : [];
  const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", ...privileged];
  const firefox = spawn(findFirefox(), [...args, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => firefox.once("exit", () => resolve()));
  const stop = async () => {
    firefox.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  /* Firefox prints where it listens, once it does. */
  const address = await new Promise<string>((resolve, reject) => {
    let printed = "";
    firefox.stderr.on("data", (data) => {
      printed += String(data);
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(printed);
      if (found) resolve(`${found[1]}/session`);
    });
    firefox.once("error", reject);
    firefox.once("exit", (status) => reject(new Error(`Firefox ended with ${status}:\n${printed}`)));
  });
  return { address, pid: firefox.pid ?? -1, stop };
}
