import { RequestError } from "../../protocol/requests.ts";
import { afterMs } from "../../scopes/after-ms.ts";
import { PanelError } from "../store/services.ts";
import { FROZEN_MESSAGE, STOPPED_MESSAGE } from "./refusal.ts";
import type { TabDebugger } from "./tab-debugger.ts";

/** A slow machine is not a frozen page: the panel says after two seconds that it waits, and the user can cancel. A single huge object takes some seconds. */
export const SILENCE_MS = 20_000;

/** A worker, or a frame of another site, that does not answer the first question for so long is busy, and is left out. */
export const BUSY_MS = 5_000;
/** Longest silence while functions are asked: the engine collects garbage before it lists them. */
export const ASKING_SILENCE_MS = 60_000;
/** Longest wait for questions that have ended to leave the page, or the worker. */
export const LEAVING_MS = 5_000;

/** Rejects if the work takes longer than a page that runs. */
export async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PanelError("page-frozen", FROZEN_MESSAGE)), SILENCE_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** After so long without an answer, an attached page is asked whether it stands at a breakpoint. */
const STOPPED_AFTER_MS = 1_500;

/** Rejects if the page turns out to stand at a breakpoint meanwhile. Only an attached debugger knows. */
export async function unlessStopped<T>(
  tabDebugger: TabDebugger | null,
  work: Promise<T>,
  isSilent: () => boolean = () => true,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      if (!isSilent()) return;
      tabDebugger?.isPageStopped().then(
        (isStopped) => isStopped && reject(new PanelError("page-stopped", STOPPED_MESSAGE)),
        /* Detached meanwhile: the work says what is wrong. */
        () => {},
      );
    }, STOPPED_AFTER_MS);
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects as soon as the user cancels. */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return signal === undefined ? work : orAborted(work, signal, () => new RequestError("cancelled", "cancelled"));
}

/** Rejects with the reason as soon as the signal aborts. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal, reasonOf: () => Error): Promise<T> {
  let end = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    end = () => reject(reasonOf());
  });
  if (signal.aborted) end();
  signal.addEventListener("abort", end);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/** What it resolves to; `undefined` where it rejects, or takes longer. */
export function valueInTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return Promise.race([work.catch(() => undefined), afterMs(ms).then(() => undefined)]);
}
