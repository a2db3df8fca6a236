/** What the panel says of the browser that it is built for. */
export interface BrowserWords {
  /** Why closures are not among the roots, or what they cost. */
  readonly closures: Readonly<Record<"offered" | "no-permission" | "bar-closed", string>>;
  /** What listeners are, or what they lack in this browser. */
  readonly listeners: { readonly words: string; readonly isLimit: boolean };
  /** The tools of DevTools that show a node, and source code. */
  readonly nodesTool: string;
  readonly sourcesTool: string;
}

const NO_PERMISSION =
  "This build of Allocative has no permission to attach a debugger, by which functions are asked for their variables, and workers are measured.";

export const BROWSER_WORDS: BrowserWords = {
  closures: {
    offered:
      "Variables that functions and modules hold, and dedicated workers with theirs. The browser shows a bar while Allocative asks as a debugger: from the snapshot until DevTools closes.",
    "no-permission": NO_PERMISSION,
    "bar-closed":
      "Off for this tab, because the browser’s bar about the debugger was closed. Check the box to have Allocative ask again.",
  },
  listeners: { words: "Functions that listen to events of the window, the document and elements.", isLimit: false },
  nodesTool: "Elements",
  sourcesTool: "Sources",
};
