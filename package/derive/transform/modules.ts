import type * as acorn from "acorn";
import { startOfBody } from "./body.ts";
import type { Edits } from "./edits.ts";
import type { Facts } from "./facts.ts";
import { isKeptBinding } from "./module-bindings.ts";
import type { Naming } from "./naming.ts";
import type { Part, Region } from "./regions.ts";
import { hasModuleSyntax, type Scope, type Scopes, startOf, type Variable } from "./scopes.ts";
import { keyText, placeOfToken } from "./source-text.ts";
import { type FunctionNode, isClass, isFunction, type Program } from "./syntax.ts";

export interface ModulesInput {
  readonly code: string;
  readonly program: Program;
  readonly parts: readonly Part[];
  readonly scopes: Scopes;
  readonly facts: Facts;
  readonly naming: Naming;
}

/** One variable of a module: what the snapshot calls it, and what reads it. */
interface Binding {
  readonly name: string;
  readonly read: string;
  /** Reading it may throw where the module was left early. */
  readonly isLexical: boolean;
}

/** Each module registers its variables where its part of the text ends. */
export function registerModules(input: ModulesInput, edits: Edits): void {
  const { program, parts, scopes, facts } = input;
  const exported = exportedNames(program);
  const variables = new VariablesByPlace();
  const globals = commonJsGlobals(input);
  const byPart = new Map<string, Binding[]>();
  const last = new Map<string, Part>();
  const wrapped = new Set(parts.filter(({ wrapper }) => wrapper !== undefined).map(({ region }) => region.path));
  for (const part of parts) {
    /* Beside the wrapper of a module is nothing of it but what calls the wrapper, and that would be the later one. */
    if (part.wrapper === undefined && wrapped.has(part.region.path)) continue;
    const scope = part.owner.type === "Program" ? scopes.top : scopes.manager.acquire(part.owner as never, true);
    if (scope === null) continue;
    const kept = ownVariables(scope, part, variables).filter((variable) => isKeptBinding(variable, exported, facts));
    const bindings = [
      ...namedBindings(kept),
      ...defaultBindings(input, part, edits),
      ...commonJsBindings(globals, part),
    ];
    if (bindings.length === 0) continue;
    /* esbuild puts imports of a module above what it imports, so that one module has two parts. */
    const key = part.wrapper === undefined ? part.region.path : `${part.region.path} ${part.owner.start}`;
    byPart.set(key, [...(byPart.get(key) ?? []), ...bindings]);
    last.set(key, part);
  }
  for (const [key, part] of last) insertCall(input, part, byPart.get(key) ?? [], edits);
}

function ownVariables(scope: Scope, part: Part, variables: VariablesByPlace): readonly Variable[] {
  return part.wrapper === undefined ? variables.between(scope, part.region) : scope.variables;
}

/** The variables of a scope in the order of the text: a chunk has thousands of modules in one scope. */
class VariablesByPlace {
  readonly #sorted = new Map<Scope, readonly Variable[]>();

  between(scope: Scope, { start, end }: Region): readonly Variable[] {
    const sorted = this.#sorted.get(scope) ?? scope.variables.toSorted((a, b) => startOf(a) - startOf(b));
    this.#sorted.set(scope, sorted);
    const first = firstFrom(sorted, start);
    return sorted.slice(first, firstFrom(sorted, end));
  }
}

function firstFrom(sorted: readonly Variable[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(sorted[middle] as Variable) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function exportedNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of program.body) {
    if (statement.type === "ExportNamedDeclaration" && !statement.source) {
      for (const { local } of statement.specifiers) if (local.type === "Identifier") names.add(local.name);
      for (const name of declaredNames(statement.declaration)) names.add(name);
    } else if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      if (declaration.type === "Identifier") names.add(declaration.name);
      else if ("id" in declaration && declaration.id) names.add(declaration.id.name);
    }
  }
  return names;
}

function declaredNames(declaration: acorn.Declaration | null | undefined): string[] {
  if (!declaration) return [];
  if (declaration.type !== "VariableDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => namesOfPattern(id));
}

function namesOfPattern(pattern: acorn.Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesOfPattern(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element === null ? [] : namesOfPattern(element)));
    case "RestElement":
      return namesOfPattern(pattern.argument);
    case "AssignmentPattern":
      return namesOfPattern(pattern.left);
    default:
      return [];
  }
}

/** Bundlers number equal names of a chunk: `cache$1` was `cache` in its file. */
function namedBindings(variables: readonly Variable[]): Binding[] {
  const taken = new Set(variables.map(({ name }) => name));
  return variables.map((variable) => {
    const original = variable.name.replace(/\$\d+$/, "");
    const isFree = original !== "" && !taken.has(original);
    if (isFree) taken.add(original);
    return { name: isFree ? original : variable.name, read: variable.name, isLexical: isLexical(variable) };
  });
}

function isLexical({ defs: [definition] }: Variable): boolean {
  if (definition?.type === "ClassName") return true;
  return definition?.type === "Variable" && definition.parent?.kind !== "var";
}

/** A default export has no name that a reader could use, so its value goes through a variable. */
function defaultBindings({ code, naming }: ModulesInput, part: Part, edits: Edits): Binding[] {
  return part.statements.flatMap((statement) => {
    if (statement.type !== "ExportDefaultDeclaration") return [];
    const { declaration } = statement;
    const hasName = declaration.type === "Identifier" || ("id" in declaration && declaration.id);
    if (hasName || isFunction(declaration as never) || declaration.type === "Literal") return [];
    const variable = naming.next();
    edits.close(statement.start, `let ${variable};`);
    if (isClass(declaration as never)) {
      edits.close(declaration.end - 1, `;static{${variable}=this}`);
    } else {
      const word = placeOfToken(code, statement.start + "export".length, "default");
      edits.close(word + "default".length, ` ${variable}=`);
    }
    return [{ name: "default", read: variable, isLexical: true }];
  });
}

/** A use of `module` or `exports` of CommonJS itself. */
interface CommonJsGlobal {
  readonly name: string;
  readonly start: number;
}

function commonJsGlobals({ program, scopes }: ModulesInput): readonly CommonJsGlobal[] {
  if (hasModuleSyntax(program)) return [];
  return scopes.top.through
    .filter(({ resolved, identifier }) => !resolved && identifier.range !== undefined)
    .map(({ identifier }) => ({ name: identifier.name, start: (identifier as unknown as { start: number }).start }))
    .filter(({ name }) => name === "module" || name === "exports");
}

/** What a CommonJS module exports, under "exports". */
function commonJsBindings(globals: readonly CommonJsGlobal[], part: Part): Binding[] {
  const { wrapper, owner, region } = part;
  if (part.exports !== undefined) return [exportsBinding(part.exports)];
  if (wrapper !== undefined) {
    const [exports, module] = wrapper.params;
    if (module?.type === "Identifier") return [exportsBinding(`${module.name}.exports`)];
    return exports?.type === "Identifier" ? [exportsBinding(exports.name)] : [];
  }
  if (owner.type !== "Program") return exportsOfWrapped(owner);
  const used = globals.filter(({ start }) => start >= region.start && start < region.end).map(({ name }) => name);
  if (used.includes("module")) return [exportsBinding("module.exports")];
  return used.includes("exports") ? [exportsBinding("exports")] : [];
}

/** webpack and Rspack: `(module, exports, __webpack_require__) => { … }`; what is not used has another name, and so have the exports of ES modules. */
function exportsOfWrapped({ params }: FunctionNode): Binding[] {
  const [module, exports] = params.map((param) => (param.type === "Identifier" ? param.name : ""));
  const isOfModule = exports === undefined || exports === "exports" || exports.startsWith("__unused_");
  if (module === "module" && isOfModule) return [exportsBinding("module.exports")];
  return module !== undefined && exports === "exports" ? [exportsBinding("exports")] : [];
}

function exportsBinding(read: string): Binding {
  return { name: "exports", read, isLexical: true };
}

function insertCall(input: ModulesInput, part: Part, bindings: readonly Binding[], edits: Edits): void {
  const isLeftEarly = input.facts.returning.has(part.owner);
  const [first] = part.statements;
  const last = part.statements.at(-1);
  if (first === undefined || last === undefined) return;
  const variables = bindings.map(({ name, read, isLexical }) => {
    if (isLexical && (isLeftEarly || read.includes("exports"))) return `get ${keyText(name)}(){return ${read}}`;
    return name === read ? name : `${keyText(name)}:${read}`;
  });
  const call = `${input.naming.runtime}.module(${JSON.stringify(part.region.path)},()=>({${variables.join()}}));`;
  if (part.exports !== undefined) edits.close(first.end, `;${call}`);
  else if (isLeftEarly) edits.close(startOfBody(part.owner), `;${call}`);
  else edits.close(last.end, `;${call}`);
}
