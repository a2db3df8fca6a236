import { EXPRESSION_HANDLE_PREFIX } from "../protocol/names.ts";

/** A name on the page's global object that no script of the page can guess. */
export function randomHandle(): string {
  return `${EXPRESSION_HANDLE_PREFIX}${crypto.randomUUID().replaceAll("-", "")}`;
}
