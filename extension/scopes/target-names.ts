import { quotedWords } from "../../core/graph/page-words.ts";
import { fileNameOf } from "./file-name.ts";

const MAX_NAME_LENGTH = 60;

/** As frames say it of themselves, in their isolated world. */
export interface FrameIdentity {
  readonly title: string;
  readonly name: string;
  readonly path: string;
}

/** `worker "name"`, as among the roots. */
export function workerNameOf(
  { title, url }: { readonly title: string; readonly url: string },
  taken: ReadonlySet<string>,
): string {
  const words = title === "" || title === url ? fileNameOf(url) : title;
  return freeNameOf(`worker ${quotedWords(words, MAX_NAME_LENGTH)}`, taken);
}

/** `frame "title"`, as the agent names those of the page's own origin. */
export function frameNameOf({ title, name, path }: FrameIdentity, taken: ReadonlySet<string>): string {
  return freeNameOf(`frame ${quotedWords(title || name || path, MAX_NAME_LENGTH)}`, taken);
}

/** With a number from the second one of the same words on. */
function freeNameOf(free: string, taken: ReadonlySet<string>): string {
  let numbered = free;
  for (let n = 2; taken.has(numbered); n++) numbered = `${free} ${n}`;
  return numbered;
}
