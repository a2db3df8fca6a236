import type { Region } from "../transform/derive-code.ts";
import { type Body, bodiesAround, type Program, type SyntaxNode, statementAt } from "./syntax.ts";

/** A line of comment that bundlers write before the part of each module. */
export interface Mark {
  /** Of the line, without its indentation. */
  readonly start: number;
  readonly end: number;
  /** The id of the module that begins there; `undefined` where one ends. */
  readonly id: string | undefined;
}

/**
 * The forms: `//#region src/a.js` (Rolldown), `// src/a.js` (esbuild, and Rolldown where it minifies), `;// ./src/a.js` (webpack), `;// CONCATENATED MODULE: ./src/a.js` (Rspack, older webpack).
 */
const MARK =
  /^[ \t]*;?(\/\/#region (.+)|\/\/#endregion|\/\/ (?:CONCATENATED MODULE: )?(?!EXTERNAL MODULE)(\S.*)|\/\/ EXTERNAL MODULE: .*)$/gm;

/** The marks in a text. `idOf` says which module a comment names; `undefined` if it names none. */
export function readMarks(code: string, idOf: (named: string) => string | undefined): Mark[] {
  const marks: Mark[] = [];
  for (const found of code.matchAll(MARK)) {
    const [line, , ofRegion, ofLine] = found;
    const named = ofRegion ?? ofLine;
    const id = named === undefined ? undefined : idOf(named.trim());
    if (ofLine !== undefined && id === undefined) continue;
    marks.push({ start: found.index + line.indexOf("/"), end: found.index + line.length, id });
  }
  return marks;
}

/** The parts of modules below `marks`; `pathOf` gives `undefined` for a module that is left as it is. A line that lies in a statement, such as one of a template, is no mark. */
export function regionsBelow(
  program: Program,
  marks: readonly Mark[],
  pathOf: (id: string) => string | undefined,
): Region[] {
  const regions: Region[] = [];
  let open: { readonly path: string; readonly start: number; readonly body: Body } | undefined;
  const close = (end: number): void => {
    if (open === undefined) return;
    const region = regionOf(open.body, open.path, open.start, end);
    if (region !== undefined) regions.push(region);
    open = undefined;
  };
  for (const { start, end, id } of marks) {
    const bodies = bodiesAround(program, start, end);
    const body = bodies[bodies.length - 1];
    if (statementAt(body, start) !== undefined) continue;
    /* In a function of the module itself. */
    if (open !== undefined && open.body !== body && start < open.body.end) continue;
    close(open === undefined || open.body === body ? start : open.body.end);
    const path = id === undefined ? undefined : pathOf(id);
    if (path !== undefined) open = { path, start: end, body };
  }
  close(open === undefined ? 0 : open.body.end);
  return regions;
}

/** What a wrapper ends with belongs to no module. */
function isOfWrapper(statement: SyntaxNode): boolean {
  if (statement.type === "ReturnStatement" || statement.type === "EmptyStatement") return true;
  return statement.type === "ExportNamedDeclaration" && statement.declaration === null;
}

/** The statements of a body between two offsets, as a region; `undefined` for none. */
export function regionOf(body: Body, path: string, start: number, end: number): Region | undefined {
  let first: SyntaxNode | undefined;
  let last: SyntaxNode | undefined;
  for (const statement of body.body) {
    if (statement.start < start) continue;
    if (statement.end > end) break;
    first ??= statement;
    if (!isOfWrapper(statement)) last = statement;
  }
  if (first === undefined || last === undefined || last.start < first.start) return undefined;
  return { start: first.start, end: last.end, path };
}
