import { WebSocket } from "ws";

interface Message {
  readonly id?: number;
  readonly type: string;
  readonly result?: unknown;
  readonly message?: string;
}

const ENDED: Message = { type: "error", message: "Firefox has ended." };

/** A connection to Firefox by WebDriver BiDi. */
export class BidiSocket {
  /** Above the numbers of a driver whose messages go through the same connection. */
  #id = 1_000_000_000;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, (answer: Message) => void>();
  #isOpen = true;
  #onMessage: (message: string) => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async connect(address: string): Promise<BidiSocket> {
    const socket = new WebSocket(address);
    const connection = new BidiSocket(socket);
    socket.on("message", (data) => {
      const text = String(data);
      const message: Message = JSON.parse(text);
      const answered = message.id === undefined ? undefined : connection.#pending.get(message.id);
      if (answered) answered(message);
      else connection.#onMessage(text);
    });
    socket.once("close", () => {
      connection.#isOpen = false;
      for (const answered of connection.#pending.values()) answered(ENDED);
    });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return connection;
  }

  /** The listener gets, as text, what is no answer to this object's own commands: events, and answers to what `forward` sent. */
  onMessage(listener: (message: string) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: () => void): void {
    this.#socket.once("close", listener);
  }

  async send(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#id;
    const answer = await new Promise<Message>((resolve) => {
      if (!this.#isOpen) return resolve(ENDED);
      this.#pending.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
    this.#pending.delete(id);
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  }

  /** Sends another driver's message as it is. */
  forward(message: string): void {
    if (this.#isOpen) this.#socket.send(message);
  }

  close(): void {
    this.#socket.close();
  }
}
