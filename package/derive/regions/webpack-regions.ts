import type { Region } from "../transform/derive-code.ts";
import { readMarks, regionOf, regionsBelow } from "./marked-regions.ts";
import { type Body, isNode, type Program, type SyntaxNode } from "./syntax.ts";

/** The modules of a chunk, as webpack and Rspack write them. */
export interface ChunkModules {
  /** The module of each id in the object of modules; `undefined` for one that is made of several, which have marks, or is left as it is. */
  readonly pathOfId: (id: string) => string | undefined;
  /** The module that a mark names. */
  readonly pathOfName: (name: string) => string | undefined;
  /** The one entry of the chunk, if it is made of one module; it may stand behind the bootstrap code, without a mark. */
  readonly entry: { readonly id: string; readonly path: string } | undefined;
}

export interface ChunkRegions {
  readonly regions: readonly Region[];
  /** The object or the list of modules. */
  readonly modules: SyntaxNode | undefined;
}

export function regionsOfChunk(code: string, program: Program, chunk: ChunkModules): ChunkRegions {
  const marked = regionsBelow(program, readMarks(code, fileNamed), chunk.pathOfName);
  const modules = modulesOf(program);
  const whole: Region[] = [];
  const ids = new Set<string>();
  for (const [id, body] of modules === undefined ? [] : moduleBodies(modules)) {
    ids.add(id);
    const path = chunk.pathOfId(id);
    if (path === undefined || marked.some(({ start, end }) => start >= body.start && end <= body.end)) continue;
    const region = regionOf(body, path, body.start, body.end);
    if (region !== undefined) whole.push(region);
  }
  const { entry } = chunk;
  if (entry !== undefined && !ids.has(entry.id)) {
    const region = inlinedEntry(program, entry.path);
    const isMarked = marked.some(({ start, end }) => region && start >= region.start && end <= region.end);
    if (region !== undefined && !isMarked) whole.push(region);
  }
  return { regions: [...marked, ...whole].sort((one, other) => one.start - other.start), modules };
}

/** A module that is a file; what the bundler makes itself has other names. */
function fileNamed(name: string): string | undefined {
  return /^\.{1,2}\/\S/.test(name) ? name : undefined;
}

const MODULES = /^__(?:webpack|rspack)_modules__$/;
const EXPORTS = /^__(?:webpack|rspack)_exports__$/;

/** The object of modules: `var __webpack_modules__ = …`, `….push([[1], …])`, `exports.modules = …`. */
function modulesOf(program: Program): SyntaxNode | undefined {
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.shift();
    if (Array.isArray(node)) pending.push(...node);
    if (!isNode(node)) continue;
    const found = modulesIn(node);
    if (found !== undefined) return found;
    pending.push(...inwards(node));
  }
  return undefined;
}

function modulesIn(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "VariableDeclarator") {
    return nameMatches(node.id, MODULES) ? containerOf(node.init) : undefined;
  }
  if (node.type === "AssignmentExpression") {
    const { left } = node;
    const isModules =
      isNode(left) && left.type === "MemberExpression" && nameMatches(left.property, /^(?:__webpack_)?modules(?:__)?$/);
    return isModules ? containerOf(node.right) : undefined;
  }
  if (node.type === "CallExpression" && isNode(node.callee) && nameMatches(node.callee.property, /^push$/)) {
    const [argument] = node.arguments as readonly SyntaxNode[];
    if (argument?.type !== "ArrayExpression") return undefined;
    const [ids, modules] = argument.elements as readonly (SyntaxNode | null)[];
    return ids?.type === "ArrayExpression" ? containerOf(modules) : undefined;
  }
  return undefined;
}

/** Where the modules may be: at the top, and in the function of the bootstrap code. */
function inwards(node: SyntaxNode): unknown[] {
  switch (node.type) {
    case "Program":
    case "BlockStatement":
      return [node.body];
    case "ExpressionStatement":
      return [node.expression];
    case "VariableDeclaration":
      return [node.declarations];
    case "ExportNamedDeclaration":
      return [node.declaration];
    case "VariableDeclarator":
      return [node.init];
    case "AssignmentExpression":
      return [node.right];
    case "ReturnStatement":
      return [node.argument];
    case "UnaryExpression":
      return [node.argument];
    case "CallExpression":
      return [node.callee, node.arguments];
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return [node.body];
    default:
      return [];
  }
}

function nameMatches(node: unknown, pattern: RegExp): boolean {
  return isNode(node) && node.type === "Identifier" && pattern.test(node.name as string);
}

function containerOf(node: unknown): SyntaxNode | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "ObjectExpression" || node.type === "ArrayExpression") return node;
  /* `Array(3).concat([…])`, of a list that begins with other ids. */
  if (node.type !== "CallExpression") return undefined;
  const [argument] = node.arguments as readonly SyntaxNode[];
  return argument?.type === "ArrayExpression" ? node : undefined;
}

function moduleBodies(modules: SyntaxNode): [id: string, body: Body][] {
  if (modules.type === "ObjectExpression") {
    return (modules.properties as readonly SyntaxNode[]).flatMap(({ key, value }): [string, Body][] => {
      const body = bodyOf(value);
      if (!isNode(key) || body === undefined) return [];
      return [[String(key.type === "Literal" ? key.value : key.name), body]];
    });
  }
  const list = modules.type === "ArrayExpression" ? modules : (modules.arguments as readonly SyntaxNode[])[0];
  const skipped = modules.type === "ArrayExpression" ? 0 : Number(lengthOfConcat(modules));
  return (list.elements as readonly unknown[]).flatMap((element, index): [string, Body][] => {
    const body = bodyOf(element);
    return body === undefined ? [] : [[String(skipped + index), body]];
  });
}

function lengthOfConcat({ callee }: SyntaxNode): unknown {
  const array = isNode(callee) ? callee.object : undefined;
  const [length] = isNode(array) ? (array.arguments as readonly SyntaxNode[]) : [];
  return length?.value;
}

function bodyOf(node: unknown): Body | undefined {
  if (!isNode(node) || !/Function/.test(node.type)) return undefined;
  const { body } = node;
  return isNode(body) && body.type === "BlockStatement" ? (body as unknown as Body) : undefined;
}

/** What stands behind the object of exports, alone or in a function of its own. */
function inlinedEntry(program: Program, path: string): Region | undefined {
  const bodies: Body[] = [program];
  for (const statement of program.body) {
    const inner = calledBody(statement);
    if (inner !== undefined) bodies.push(inner);
  }
  for (const body of bodies) {
    const at = body.body.findLastIndex(
      (statement) =>
        statement.type === "VariableDeclaration" &&
        (statement.declarations as readonly SyntaxNode[]).some(({ id }) => nameMatches(id, EXPORTS)),
    );
    if (at === -1) continue;
    const behind = body.body.slice(at + 1);
    for (const statement of behind) {
      const inner = calledBody(statement);
      if (inner !== undefined) return regionOf(inner, path, inner.start, inner.end);
    }
    return regionOf(body, path, body.body[at].end, body.end);
  }
  return undefined;
}

/** The body of a function that a statement calls at once. */
function calledBody({ expression }: SyntaxNode): Body | undefined {
  if (!isNode(expression) || expression.type !== "CallExpression") return undefined;
  return bodyOf(expression.callee);
}
