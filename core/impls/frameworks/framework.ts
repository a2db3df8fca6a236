import type { Describe } from "../../sink/sink.ts";

/** A UI framework that leaves on an element of the page what leads to its components. */
export interface Framework {
  /** The name of its root in a snapshot. */
  readonly name: string;

  /**
   * What the framework keeps at an element, a shadow root or a document that it renders into; undefined where it renders nothing. `keys` are all own keys of the
   * element. Reads own property descriptors only. A Proxy among what it reads may throw.
   */
  containedIn(element: object, keys: readonly (string | symbol)[]): object | undefined;

  /** Describes what `containedIn` gave: a part of the framework's root. */
  readonly describe: Describe;
}
