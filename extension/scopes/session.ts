/** A debugger session with one target: the page, or later a worker or a frame of another process. */
export interface Session {
  /** Sends a command of the DevTools protocol, such as `"Runtime.evaluate"`. Rejects with the browser's words, and with a SessionEndedError once the session is over. */
  send(method: string, params?: object): Promise<unknown>;
  /** Calls `listener` with the parameters of each event of that name. Returns unsubscribe. */
  on(event: string, listener: (params: unknown) => void): () => void;
}

/** The session is over: what was asked has no answer, and nothing more can be asked. */
export class SessionEndedError extends Error {
  override readonly name = "SessionEndedError";
}
