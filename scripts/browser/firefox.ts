import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { WebSocket } from "ws";
import { findFirefox } from "./find-firefox.ts";

/** What would speak to servers or ask questions at the first start. */
const PREFERENCES: Readonly<Record<string, boolean | string>> = {
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

interface Answer {
  readonly id?: number;
  readonly type: string;
  readonly result?: unknown;
  readonly message?: string;
}

/** A headless Firefox with an empty profile, driven by WebDriver BiDi. */
export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, (answer: Answer) => void>();
  #id = 0;
  #context = "";

  private constructor(firefox: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = firefox;
    this.#profile = profile;
    this.#socket = socket;
    socket.on("message", (data) => {
      const answer: Answer = JSON.parse(String(data));
      if (answer.id !== undefined) this.#pending.get(answer.id)?.(answer);
    });
  }

  static async launch(): Promise<Firefox> {
    const profile = mkdtempSync(path.join(os.tmpdir(), "allocative-firefox-"));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
    );
    writeFileSync(path.join(profile, "user.js"), lines.join(""));
    const args = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"];
    const firefox = spawn(findFirefox(), args, { stdio: ["ignore", "ignore", "pipe"] });
    const socket = new WebSocket(`${await addressOf(firefox)}/session`);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const launched = new Firefox(firefox, profile, socket);
    await launched.#send("session.new", { capabilities: {} });
    const { contexts } = (await launched.#send("browsingContext.getTree", {})) as {
      readonly contexts: readonly { readonly context: string }[];
    };
    launched.#context = contexts[0].context;
    return launched;
  }

  /** Resolves when the page is loaded. */
  async goto(url: string): Promise<void> {
    await this.#send("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** The value of an expression in the page, which must be a string; a promise is waited for. */
  async evaluate(expression: string): Promise<string> {
    const answer = (await this.#send("script.evaluate", {
      expression,
      target: { context: this.#context },
      awaitPromise: true,
    })) as {
      readonly type: string;
      readonly result?: { readonly value?: string };
      readonly exceptionDetails?: { readonly text: string };
    };
    if (answer.type !== "success") throw new Error(`The page threw: ${answer.exceptionDetails?.text}`);
    const value = answer.result?.value;
    if (typeof value !== "string") throw new Error(`${expression} did not give a string.`);
    return value;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#socket.close();
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #send(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#id;
    const answer = await new Promise<Answer>((resolve) => {
      this.#pending.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
    this.#pending.delete(id);
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  }
}

/** Firefox prints where it listens, once it does. */
async function addressOf(firefox: ChildProcess): Promise<string> {
  let printed = "";
  return await new Promise((resolve, reject) => {
    firefox.stderr?.on("data", (data) => {
      printed += String(data);
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(printed);
      if (found) resolve(found[1]);
    });
    firefox.once("error", reject);
    firefox.once("exit", (status) => reject(new Error(`Firefox ended with ${status}:\n${printed}`)));
  });
}
