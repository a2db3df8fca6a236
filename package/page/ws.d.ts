/** As much of the package `ws` as is used here. */
declare module "ws" {
  export default class WebSocket {
    constructor(url: string, options?: { readonly perMessageDeflate?: boolean; readonly maxPayload?: number });
    on(event: "open" | "close", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    on(event: "message", listener: (data: { toString(): string }) => void): this;
    send(message: string): void;
    close(): void;
    terminate(): void;
  }
}
