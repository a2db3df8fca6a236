/** What the panel says of the browser that it is built for. */
export interface BrowserWords {
  /** Why closures are not among the roots, or what they cost. */
  readonly closures: Readonly<Record<"offered" | "no-permission" | "no-api" | "bar-closed", string>>;
  readonly listeners: string;
  /** By which layout of an engine the bytes of a walk are; `""` where that is the browser's own. */
  readonly layout: string;
  /** Where the user lets the extension look into a site, or into local files. */
  readonly siteAccess: string;
  readonly fileAccess: string;
}

const NO_API = "This browser gives extensions no debugger.";

export const BROWSER_WORDS: BrowserWords = {
  closures: {
    offered:
      "Variables that functions and modules hold, and dedicated workers with theirs. The browser shows a bar while Allocative asks as a debugger: from the snapshot until DevTools closes.",
    "no-permission":
      "This build of Allocative has no permission to attach a debugger, by which functions are asked for their variables, and workers are measured.",
    "no-api": NO_API,
    "bar-closed":
      "Off for this tab, because the browser’s bar about the debugger was closed. Check the box to have Allocative ask again.",
  },
  listeners: "Functions that listen to events of the window, the document and elements.",
  layout: "",
  siteAccess: "Allow it in the extension's details under “Site access”, then click Snapshot again.",
  fileAccess: "Switch on “Allow access to file URLs” in the extension's details, then reload the page.",
};
