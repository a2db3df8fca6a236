/** What breaks lines and cells. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** The cells as a line of a table, as spreadsheets paste it. */
export function tabSeparated(cells: readonly string[]): string {
  return `${cells.map((cell) => cell.replace(CONTROLS, " ")).join("\t")}\n`;
}
