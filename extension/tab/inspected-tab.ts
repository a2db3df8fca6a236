import type { ExtensionPort } from "../protocol/message-adapter.ts";
import type { InjectedFunction, InjectedFunctions } from "./injected-functions.ts";

export type FrameTarget =
  | { readonly frameIds: readonly number[] }
  | { readonly documentIds: readonly string[] }
  | { readonly allFrames: true };

/** A file of the extension, or one of the functions that stand in `injected-functions.ts`. */
export type InjectedScript =
  | { readonly world: "ISOLATED" | "MAIN"; readonly file: string }
  | {
      readonly [Name in InjectedFunction]: {
        readonly world: "ISOLATED";
        readonly function: Name;
        readonly args: Readonly<Parameters<InjectedFunctions[Name]>>;
      };
    }[InjectedFunction];

/** Of one document. The polyfill's types lack the document. */
export interface InjectionResult {
  readonly frameId: number;
  readonly documentId: string;
  readonly result?: unknown;
}

export interface TabState {
  /** `undefined` where the extension has no permission for the page. */
  readonly url: string | undefined;
  readonly status: string | undefined;
  readonly incognito: boolean;
}

/** What the panel needs of the browser for the tab that it inspects. Promises reject with the browser's own words. */
export interface InspectedTab {
  readonly id: number;
  /** Runs the script in each document of the target. Takes as long as the page is busy. */
  inject(target: FrameTarget, script: InjectedScript): Promise<readonly InjectionResult[]>;
  /** Opens a port of that name to the bridge in a document. */
  openPort(name: string, documentId: string): ExtensionPort;
  state(): Promise<TabState>;
  /** Called with each new state of loading; `undefined` where something else has changed. */
  onUpdated(listener: (status: string | undefined) => void): void;
  /** Whether the extension may look into pages of the origin, such as `<all_urls>`. */
  mayAccess(origin: string): Promise<boolean>;
  /** Ids of all tabs of the browser. */
  openTabs(): Promise<readonly number[]>;
}
