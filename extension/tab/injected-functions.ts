import { NEXT_BRIDGE_ID } from "../protocol/names.ts";

/** What a frame says of itself, in the isolated world, where no script of the page can replace it. */
export interface FrameAnswer {
  readonly origin: string;
  readonly title: string;
  readonly name: string;
  readonly path: string;
}

/** Each is injected as its own text, so it names nothing of this module, and is a function that can stand as an expression. */
export const INJECTED_FUNCTIONS = {
  /** Puts the value at that member of the isolated world's global. The type of the document's content. */
  setMember: (member: string, value: string): string => {
    Object.assign(globalThis, { [member]: value });
    return document.contentType;
  },
  describeFrame: (): FrameAnswer => ({
    origin: globalThis.origin,
    title: document.title,
    name: window.name,
    path: location.pathname,
  }),
};

export type InjectedFunctions = typeof INJECTED_FUNCTIONS;
export type InjectedFunction = keyof InjectedFunctions;

/** Prepares the isolated world for the bridge of that id. */
export function nextBridge(id: string) {
  return { world: "ISOLATED", function: "setMember", args: [NEXT_BRIDGE_ID, id] } as const;
}
