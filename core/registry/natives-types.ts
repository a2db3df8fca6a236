/**
 * Takes one registration: what kind it is, its target (`window`, `button`; "" for none), its type (`keyup`, `setInterval`,
 * `ResizeObserver`), and what the browser calls.
 */
export type AddRegistration = (
  kind: "listener" | "timer" | "observer" | "port",
  target: string,
  type: string,
  callback: object,
) => void;

/** What listens, waits or observes now. Holds the page's objects weakly. It has no prototype. */
export interface RegisteredNatives {
  readonly listTo: (add: AddRegistration) => void;
}
