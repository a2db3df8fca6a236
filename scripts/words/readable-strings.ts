import { type ESTree, parseSync, Visitor } from "vite";

/** Words that a person can read, with the line of the source that they begin in. */
export interface ReadableString {
  readonly line: number;
  readonly words: string;
}

/** Attributes of JSX whose strings the browser reads: names of classes, paths to draw. */
const FOR_THE_BROWSER: ReadonlySet<string> = new Set(["class", "className", "d", "style"]);
/** A sentence or a label: words apart, or one that begins with a capital. An action, an id or the name of a class is neither. */
const IS_READABLE = /^[A-Z][a-z]|\S\s+\S/;
const IS_MARKUP = /^\s*<\w/;

/**
 * The sentences and labels in a source: string literals, templates (a "…" for each value) and text of JSX. Comments and
 * keywords of the code are not among them.
 */
export function readableStringsOf(file: string, source: string): ReadableString[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const found: ReadableString[] = [];
  const skipped = new Set<number>();
  const add = (start: number, words: string) => {
    if (skipped.has(start) || !IS_READABLE.test(words) || IS_MARKUP.test(words)) return;
    found.push({ line: source.slice(0, start).split("\n").length, words: words.replace(/\s+/g, " ").trim() });
  };
  new Visitor({
    JSXAttribute({ name, value }: ESTree.JSXAttribute) {
      if (value && name.type === "JSXIdentifier" && FOR_THE_BROWSER.has(name.name)) skipped.add(value.start);
    },
    Literal({ start, value }: { start: number; value: unknown }) {
      if (typeof value === "string") add(start, value);
    },
    TemplateLiteral({ start, quasis }: ESTree.TemplateLiteral) {
      add(start, quasis.map(({ value }) => value.cooked ?? value.raw).join("…"));
    },
    JSXText({ start, value }: ESTree.JSXText) {
      add(start, value.trim());
    },
  }).visit(program);
  return found;
}
