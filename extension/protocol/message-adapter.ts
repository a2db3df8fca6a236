/** A way to send messages, whatever carries them: an extension port, or a channel between two worlds of a page. */
export interface MessageAdapter {
  /** Throws when the other side is known to be gone. */
  post(message: unknown): void;
  /** Returns unsubscribe. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Called once when the other side is gone. Returns unsubscribe. */
  onDisconnect(listener: () => void): () => void;
  disconnect(): void;
}

/** The part of an extension port that an adapter needs; the browser's and the polyfill's both have it. */
export interface ExtensionPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: ExtensionEvent<(message: unknown) => void>;
  readonly onDisconnect: ExtensionEvent<() => void>;
}

interface ExtensionEvent<Listener> {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

export function createExtensionPortAdapter(port: ExtensionPort): MessageAdapter {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      const received = (message: unknown) => listener(message);
      port.onMessage.addListener(received);
      return () => port.onMessage.removeListener(received);
    },
    onDisconnect(listener) {
      const gone = () => listener();
      port.onDisconnect.addListener(gone);
      return () => port.onDisconnect.removeListener(gone);
    },
    disconnect: () => port.disconnect(),
  };
}
