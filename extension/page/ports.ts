import { bare, nativeGetter, ownPropertyOf, uncurry } from "../../core/realm/introspect.ts";

/* Ports by the browser's own members, taken at load: a page that replaces them afterwards does not see what the agent says. */
const Channel = MessageChannel;
export const port1Of = nativeGetter(Channel.prototype, "port1") as (channel: MessageChannel) => MessagePort;
export const port2Of = nativeGetter(Channel.prototype, "port2") as (channel: MessageChannel) => MessagePort;
const dataOf = nativeGetter(MessageEvent.prototype, "data");
const close = uncurry(MessagePort.prototype.close);
const listen = uncurry(
  ownPropertyOf(MessagePort.prototype, "onmessage")?.set as (this: MessagePort, listener: unknown) => void,
);
const post = uncurry(MessagePort.prototype.postMessage) as (
  port: MessagePort,
  message: unknown,
  options: StructuredSerializeOptions,
) => void;

/** Posts a message, and hands over the buffers in `transfer`. */
export function postToPort(port: MessagePort, message: unknown, transfer: Transferable[] = []): void {
  post(port, message, bare({ transfer }));
}

/** Calls `receive` with the data of each message, and starts the port. */
export function listenToPort(port: MessagePort, receive: (data: unknown) => void): void {
  listen(port, (event: MessageEvent) => receive(dataOf(event)));
}

/** Runs `task` after what waits in the page's queue. A channel's message is not slowed down in a tab that is not shown, as timers are. */
export function afterOtherTasks(task: () => void): void {
  const channel = new Channel();
  const port = port1Of(channel);
  listenToPort(port, () => {
    close(port);
    task();
  });
  postToPort(port2Of(channel), null);
}
