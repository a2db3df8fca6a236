import { BidiSocket } from "./bidi-socket.ts";
import { evaluateIn, evaluatePrivileged } from "./evaluate.ts";
import { type FirefoxOptions, type FirefoxProcess, startFirefox } from "./firefox-process.ts";

interface Tree {
  readonly contexts: readonly { readonly context: string }[];
}

/** A headless Firefox with an empty profile and one page, driven by WebDriver BiDi. */
export class Firefox {
  readonly #process: FirefoxProcess;
  readonly #socket: BidiSocket;
  readonly #context: string;

  private constructor(firefox: FirefoxProcess, socket: BidiSocket, context: string) {
    this.#process = firefox;
    this.#socket = socket;
    this.#context = context;
  }

  static async launch(options: FirefoxOptions = {}): Promise<Firefox> {
    const firefox = await startFirefox(options);
    const socket = await BidiSocket.connect(firefox.address);
    await socket.send("session.new", { capabilities: {} });
    const { contexts } = (await socket.send("browsingContext.getTree", {})) as Tree;
    return new Firefox(firefox, socket, contexts[0].context);
  }

  /** Resolves when the page is loaded. */
  async goto(url: string): Promise<void> {
    await this.#socket.send("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  /** The value of an expression in the page, which must be a string; a promise is waited for. */
  evaluate(expression: string): Promise<string> {
    return evaluateIn(this.#socket, this.#context, expression);
  }

  /** As `evaluate`, in the window of Firefox itself, where `ChromeUtils` and `Services` are. Needs privileged access. */
  evaluatePrivileged(expression: string): Promise<string> {
    return evaluatePrivileged(this.#socket, expression);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.#process.stop();
  }
}
