/** An answer as people read it: sentences, a table, sentences. Cells and sentences have no line breaks. */
export interface Sheet {
  readonly title: string;
  /** Above the table. */
  readonly lead: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Below the table. */
  readonly notes: readonly string[];
}

export interface SheetColumn {
  readonly head: string;
  readonly align: "start" | "end";
}

/** As text for a terminal, with columns in line. */
export function writeText({ title, lead, columns, rows, notes }: Sheet): string {
  const cells = rows.length === 0 ? [] : [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_, column) => Math.max(0, ...cells.map((row) => row[column].length)));
  const table = cells.map((row) =>
    row
      .map((cell, at) => (columns[at].align === "end" ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
      .join("  ")
      .trimEnd(),
  );
  return `${[title, ...lead, ...table, ...notes].join("\n")}\n`;
}

/** As Markdown. */
export function writeMarkdown({ title, lead, columns, rows, notes }: Sheet): string {
  const blocks = [`**${escaped(title)}**`, ...lead.map(escaped)];
  if (rows.length > 0) blocks.push(markdownTable(columns, rows));
  return `${[...blocks, ...notes.map(escaped)].join("\n\n")}\n`;
}

export function markdownTable(columns: readonly SheetColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(({ align }) => (align === "end" ? "--:" : "---"))),
    ...rows.map((row) => line(row.map(escaped))),
  ].join("\n");
}

/* Besides marks of Markdown: mentions and issue numbers of GitHub. */
const SPECIAL = /[\\`*_[\]<>|~#@&]/g;

/** Text in Markdown and in its tables: a name of the page is shown as it is, and cannot become a link, a heading or a mention. */
export function escaped(text: string): string {
  return text.replace(SPECIAL, (mark) => (mark === "@" || mark === "&" ? `&#${mark.codePointAt(0)};` : `\\${mark}`));
}

/** Lines as they are, in a fence that is longer than any in them. */
export function codeBlockOf(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
