/** One call of a tool. */
export interface ToolCall {
  /** Aborts when the client takes the call back, or is gone. */
  readonly signal: AbortSignal;
  /** What is being done, in a few words. */
  readonly onProgress: (step: string) => void;
}
