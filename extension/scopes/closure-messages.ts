/**
 * What the panel and the agent's handle say to each other about closures, as arguments and results of calls: plain data. Numbers of scopes, scripts and texts are rows of
 * tables that one asking builds.
 */

/** A function of this text need not be asked. */
export const LEAVE = 0;
/** Each function of this text is to be asked. */
export const ASK = 1;
/** One function of this text answers for all. */
export const ASK_ONE = 2;
/** The functions of this text are not the page's. */
export const NOT_OF_PAGE = 3;

export type Choice = typeof LEAVE | typeof ASK | typeof ASK_ONE | typeof NOT_OF_PAGE;

/** One text of functions. All members are always there: the page may have put some on `Object.prototype`. */
export interface TextRow {
  readonly choice: Choice;
  /** Texts of a lower rank are asked first. */
  readonly rank: number;
  /** Its place among all texts in the order of the sources. The heap has functions in no order that lasts. */
  readonly position: number;
  /** The innermost scope that functions of this text have; -1 for none, UNKNOWN_SCOPE where the text leaves it open. */
  readonly scope: number;
  /** Row of the script; -1 if it is not known, SEVERAL_SCRIPTS if the text stands in more than one. */
  readonly script: number;
  /** Name of the function in the script; "" for none. */
  readonly name: string;
  /** Its name in the file that the script was made of, and the path of that; "" if no source map says so. */
  readonly originalName: string;
  readonly file: string;
  readonly isClass: boolean;
  /** Whether the text is that of a class with `#private` members. */
  readonly hasPrivates: boolean;
}

export interface ScriptRow {
  /** As its root is named. */
  readonly name: string;
  /** How many variables its module has; 0 for a classic script. */
  readonly moduleVariables: number;
  /** Names of its top-level `let`, `const` and `class`, if it is a classic script. */
  readonly lexicals: readonly string[];
  /** Its outermost variables, if a source map says what they are called in the files that the script was made of. */
  readonly names: readonly string[];
  readonly originalNames: readonly string[];
  /** Path of the file that declares a variable; "" if it is not known. */
  readonly files: readonly string[];
}

/** Functions of one text that stands at several places may have different scopes, and those of a text in no known script any. */
export const UNKNOWN_SCOPE = -2;
/** In an answer: the function is the extension's own, though a script of the page has one of the same text. */
export const SCOPE_NOT_OF_PAGE = -3;

export const SEVERAL_SCRIPTS = -2;

export interface ScopeRow {
  /** Row of the next scope outside; -1 for none but the script's own. */
  readonly parent: number;
  readonly script: number;
  /** Of its function, as in `TextRow`. */
  readonly name: string;
  readonly originalName: string;
  readonly file: string;
  /** Captured variables, as in the script and as in the files that it was made of. */
  readonly names: readonly string[];
  readonly originalNames: readonly string[];
  /** Where the scope is one of the outermost: as `ScriptRow.files`. */
  readonly files: readonly string[];
  readonly slots: number;
  readonly runs: "once" | "argument" | "many";
  readonly moduleKey: string;
  readonly sureNames: readonly string[];
}

export interface ReadTexts {
  readonly isDone: boolean;
  /** Keys of the texts that are new, in the order of their numbers. */
  readonly keys: readonly number[];
}

export interface Chosen {
  readonly toAsk: number;
  /** Functions over the limits, which are not asked. */
  readonly leftOut: number;
  readonly boundFunctions: number;
}

/** What the debugger said about one function of a batch, beside its list of scopes. */
export interface Answer {
  /** As `TextRow.scope`, now that the place of the function is known. */
  readonly scope: number;
  /** Row of the script; -1 if it is not known. */
  readonly script: number;
}

export interface Taken {
  /** Functions that need not be asked any more: their scopes are known from others. */
  readonly spared: number;
  /** Functions whose scopes were not those that the source says. */
  readonly unexpected: number;
}

/** Names of the `#private` members of one object; their values follow as arguments. */
export type PrivateNames = readonly string[];

export interface CollectedClosures {
  readonly functionCount: number;
  readonly contextCount: number;
}

/** A batch of functions, as the debugger lists it; `texts` are the numbers of their texts, joined by commas. */
export interface Batch {
  [index: number]: object;
  length: number;
  texts: string;
}
