import type * as acorn from "acorn";
import { statementsOf } from "./body.ts";
import { type FunctionNode, isFunction, isNode, type Node, type Program, type Statement } from "./syntax.ts";
import { walk } from "./walk.ts";

/** One module's part of a text, in UTF-16 units. A file that is one module is one region. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** The name of the module, for example "src/store.ts". */
  readonly path: string;
}

/** A list of statements that declares variables of one module. */
export interface Part {
  readonly region: Region;
  /** The program, or the function that a bundler wrapped the module into. */
  readonly owner: Program | FunctionNode;
  /** The statements of the region. All of them are the module's if the function is wrapped around this module alone. */
  readonly statements: readonly Statement[];
  /** The function that is wrapped around this module alone. Its parameters are `exports` and `module`. */
  readonly wrapper: FunctionNode | undefined;
  /** What that function returns at once when it is called again. */
  readonly exports?: string;
}

/** rolldown and esbuild: `var require_x = __commonJS({ "x.js"(exports, module) { … } })`, or with the function itself. */
const COMMON_JS_HELPER = /^__commonJS(?:Min)?(?:\$?\d+)?$/;

export function partsOf(program: Program, regions: readonly Region[]): Part[] {
  return regions.flatMap((region): Part[] => {
    const owner = ownerOf(program, region);
    const statements = statementsOf(owner).filter(({ start, end }) => start >= region.start && end <= region.end);
    const wrapped = statements.flatMap((statement): Part[] => [
      ...wrapperOf(statement).map((wrapper) => ({
        region,
        owner: wrapper,
        statements: statementsOf(wrapper),
        wrapper,
      })),
      ...requirerOf(statement, region),
    ]);
    return [{ region, owner, statements, wrapper: undefined }, ...wrapped];
  });
}

/** A chunk in the format of an IIFE has its regions in the body of a function. */
function ownerOf(program: Program, region: Region): Program | FunctionNode {
  let owner: Program | FunctionNode = program;
  const statement = program.body.find(({ start, end }) => start < region.start && region.end < end);
  if (statement === undefined) return program;
  walk(statement, {
    enter(node) {
      if (node.start > region.start || node.end < region.end) return false;
      const { body } = node as { readonly body?: unknown };
      if (isFunction(node) && isNode(body) && body.start < region.start && region.end <= body.end) owner = node;
      return undefined;
    },
  });
  return owner;
}

function wrapperOf(statement: Statement): FunctionNode[] {
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ init }) => {
    if (init?.type !== "CallExpression" || !isCommonJsHelper(init.callee)) return [];
    const [argument] = init.arguments;
    const made = argument?.type === "ObjectExpression" ? onlyMethodOf(argument) : argument;
    return made !== undefined && isFunction(made) && made.body.type === "BlockStatement" ? [made] : [];
  });
}

const REQUIRER = /^require[A-Z_$\d]/;
const HAS_REQUIRED = /^hasRequired/;

/** Rollup: `function requireX() { if (hasRequiredX) return x; hasRequiredX = 1; … return x; }`. */
function requirerOf(statement: Statement, region: Region): Part[] {
  if (statement.type !== "FunctionDeclaration" || !REQUIRER.test(statement.id.name)) return [];
  const [guard, ...statements] = statement.body.body;
  if (guard?.type !== "IfStatement" || guard.test.type !== "Identifier") return [];
  const { consequent } = guard;
  if (!HAS_REQUIRED.test(guard.test.name) || consequent.type !== "ReturnStatement") return [];
  if (consequent.argument?.type !== "Identifier") return [];
  return [{ region, owner: statement, statements, wrapper: statement, exports: consequent.argument.name }];
}

function isCommonJsHelper(callee: Node): boolean {
  return callee.type === "Identifier" && COMMON_JS_HELPER.test(callee.name);
}

function onlyMethodOf(object: acorn.ObjectExpression): acorn.Expression | undefined {
  const [property] = object.properties;
  return object.properties.length === 1 && property?.type === "Property" ? property.value : undefined;
}

/** Finds the region of a place. */
export class RegionIndex {
  readonly #regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    this.#regions = [...regions].sort((a, b) => a.start - b.start);
  }

  /** Whether a node is in one region as a whole. */
  covers({ start, end }: Node): boolean {
    const region = this.#regions[this.#firstEndingAfter(start)];
    return region !== undefined && region.start <= start && end <= region.end;
  }

  touches({ start, end }: Node): boolean {
    const region = this.#regions[this.#firstEndingAfter(start)];
    return region !== undefined && region.start < end;
  }

  #firstEndingAfter(position: number): number {
    let low = 0;
    let high = this.#regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const region = this.#regions[middle];
      if (region !== undefined && region.end > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
