interface Visit {
  readonly page: string;
  readonly words: readonly string[];
}

/** No test can give it as a root: it is the module's own. */
const seen: Visit[] = [];
let last: Visit | undefined;

/** Each visit stays in the list. */
export function visit(page: string): void {
  seen.push({ page, words: page.split("-") });
}

export function lookAt(page: string): void {
  last = { page, words: page.split("-") };
}

export function lastPage(): string | undefined {
  return last?.page;
}
