import { columnBuffersOf } from "./column-buffers.ts";

/**
 * Methods of a worker, called from the panel. One interface describes both sides: the worker implements it, the panel has it as `Remote`.
 *
 * - Arguments and results are whatever can be cloned. Their columns and bytes are handed over instead of copied: those of the value itself and of plain objects in it, not those in
 *   arrays. So nothing may be given to the other side that is still needed on this one.
 * - The last argument may be a function: it stays here, and is called with what the worker gives its own.
 * - A method that throws, or rejects, is an answer: the message and the name of its error.
 */
export type Remote<Api> = {
  readonly [Method in keyof Api]: Api[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

/** A worker, its own global object, or a port. */
export interface Endpoint {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface Connection<Api> {
  readonly api: Remote<Api>;
  /** Rejects all calls that wait for their answer, and later ones. Ends no worker. */
  close(error: Error): void;
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** The last argument is a function, and stayed on the other side. */
  readonly hasListener: boolean;
}

type Answer =
  | { readonly id: number; readonly type: "heard"; readonly args: readonly unknown[] }
  | { readonly id: number; readonly type: "returned"; readonly value: unknown }
  | { readonly id: number; readonly type: "failed"; readonly message: string; readonly name: string };

interface WaitingCall {
  readonly method: string;
  listener(...args: readonly unknown[]): void;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The worker's side. */
export function serve<Api extends object>(endpoint: Endpoint, api: Api): void {
  const methods = api as Readonly<Record<string, (...args: unknown[]) => unknown>>;
  endpoint.onmessage = async ({ data }: MessageEvent<Call>) => {
    const { id, method, args, hasListener } = data;
    const answer = (message: Answer, handedOver: unknown): void =>
      endpoint.postMessage(message, { transfer: columnBuffersOf(handedOver) });
    const listener = (...heard: unknown[]): void => answer({ id, type: "heard", args: heard }, null);
    try {
      const value = await methods[method](...args, ...(hasListener ? [listener] : []));
      answer({ id, type: "returned", value }, value);
    } catch (error) {
      const { message, name } = error instanceof Error ? error : new Error(String(error));
      answer({ id, type: "failed", message, name }, null);
    }
  };
}

/** The panel's side. `errorOf` makes an error of a method and of what it threw. */
export function connect<Api extends object>(
  endpoint: Endpoint,
  errorOf: (method: keyof Api & string, message: string, name: string) => Error,
): Connection<Api> {
  const waiting = new Map<number, WaitingCall>();
  let lastId = 0;
  let closed: Error | null = null;
  endpoint.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    if (call === undefined) return;
    if (data.type === "heard") return call.listener(...data.args);
    waiting.delete(data.id);
    if (data.type === "returned") call.resolve(data.value);
    else call.reject(errorOf(call.method as keyof Api & string, data.message, data.name));
  };
  return {
    api: remoteOf<Api>((method, given) => {
      if (closed !== null) return Promise.reject(closed);
      const id = ++lastId;
      const last = given.at(-1);
      const hasListener = typeof last === "function";
      const args = hasListener ? given.slice(0, -1) : given;
      return new Promise((resolve, reject) => {
        const listener = hasListener ? (last as WaitingCall["listener"]) : () => {};
        waiting.set(id, { method, listener, resolve, reject });
        const call: Call = { id, method, args, hasListener };
        endpoint.postMessage(call, { transfer: args.flatMap(columnBuffersOf) });
      });
    }),
    close(error) {
      closed = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** Every method of the interface as one function. */
export function remoteOf<Api extends object>(
  call: (method: keyof Api & string, args: readonly unknown[]) => Promise<unknown>,
): Remote<Api> {
  const methodOf = (_target: object, method: string | symbol): unknown =>
    /* Or an async function that returns it would take it for a promise. */
    method === "then" ? undefined : (...args: readonly unknown[]) => call(method as keyof Api & string, args);
  return new Proxy({}, { get: methodOf }) as Remote<Api>;
}
