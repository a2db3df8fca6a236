import type { FunctionLiteral, ScriptScopes, SourceKind, SourceScope } from "../script-scopes.ts";
import { WITH_NAME } from "../script-scopes.ts";
import { textKey } from "../text-key.ts";
import { type NamedParts, originalNamesOf } from "./original/original-names.ts";
import { SourceMap, SourceMapError, type SourceMapText } from "./original/source-map.ts";
import type { Literal, Scope, Variable } from "./scope.ts";
import { walkSource } from "./syntax-walk.ts";

/**
 * What the source of a script says about its scopes and functions: the contexts that V8 makes, and which function has which; and what they are called in the files that it was made of, if there is a
 * map. Throws `UnparsableSourceError` for a source that is not JavaScript or nests more deeply than the parser's stack. Costs about 0.2 s for 1 MB.
 */
export function analyseScript(source: string, kind: SourceKind = "unknown", map?: SourceMapText): ScriptScopes {
  const { isModule, withContext, literals, top: topScope } = walkSource(source, kind);
  withContext.sort((one, other) => one.order - other.order);
  for (let i = 0; i < withContext.length; i++) {
    const scope = withContext[i];
    if (scope) scope.index = i;
  }
  const scopes = withContext.map(toSourceScope);
  const top = [...(topScope.variables?.values() ?? [])].map(({ name, start }) => ({ name, start }));
  const owners = withContext.map(({ owner }) => owner);
  return {
    isModule,
    scopes,
    literals: literals.map((literal) => toFunctionLiteral(source, literal)),
    top,
    ...(map && readNames({ source, scopes, owners, literals, top }, map)),
  };
}

function readNames(parts: NamedParts, map: SourceMapText): Pick<ScriptScopes, "original" | "sourceMapFailure"> {
  try {
    return { original: originalNamesOf(parts, new SourceMap(map, parts.source)) };
  } catch (error) {
    if (error instanceof SourceMapError) return { sourceMapFailure: error.message };
    throw error;
  }
}

function toSourceScope(scope: Scope): SourceScope {
  const names: string[] = [];
  const starts: number[] = [];
  const sureNames: string[] = [];
  let hidden = scope.hiddenSlots;
  for (const variable of scope.variables?.values() ?? []) {
    if (!variable.isCaptured) continue;
    if (!isListed(variable)) {
      hidden++;
      continue;
    }
    names.push(variable.name);
    starts.push(variable.start);
    if (isSurelyMadeIn(scope, variable)) sureNames.push(variable.name);
  }
  if (scope.kind === "with") {
    names.push(WITH_NAME);
    starts.push(-1);
  }
  const runs = runsOf(scope);
  return {
    parent: listedFrom(scope.parent)?.index ?? -1,
    name: scope.owner?.name.text ?? "",
    names,
    starts,
    slots: names.length + hidden,
    runs,
    moduleKey: runs === "argument" ? scope.moduleKey : "",
    sureNames,
  };
}

function toFunctionLiteral(source: string, literal: Literal): FunctionLiteral {
  const { start, end, paren, name, kind, classLiteral, hasPrivateMembers } = literal;
  const scope = listedFrom(literal.scope);
  return {
    key: textKey(source, start, end, unitOf),
    start,
    paren,
    scope: scope?.index ?? -1,
    isWorthAsking: isWorthAsking(scope),
    name: name.text,
    kind,
    classLiteral: classLiteral?.index ?? -1,
    hasPrivateMembers,
  };
}

function unitOf(text: string, index: number): number {
  return text.charCodeAt(index);
}

function isListed({ kind, isCaptured }: Variable): boolean {
  return isCaptured && kind !== "self";
}

/** The innermost scope, from `scope` outwards, that V8 lists. */
function listedFrom(scope: Scope | null): Scope | null {
  let at = scope;
  while (at && !hasListed(at)) at = at.parent;
  return at;
}

function hasListed({ kind, index, variables }: Scope): boolean {
  if (index < 0) return false;
  if (kind === "with") return true;
  if (variables) for (const variable of variables.values()) if (isListed(variable)) return true;
  return false;
}

function isOwnNameAlone({ kind, variables }: Scope): boolean {
  if (kind !== "class" || !variables) return false;
  for (const variable of variables.values()) if (isListed(variable) && variable.kind !== "own") return false;
  return true;
}

function isWorthAsking(scope: Scope | null): boolean {
  for (let at = scope; at; at = listedFrom(at.parent)) if (!isOwnNameAlone(at)) return true;
  return false;
}

function isSurelyMadeIn(scope: Scope, { literal, bindings, isWritten }: Variable): boolean {
  if (!literal || bindings !== 1 || isWritten) return false;
  const made = listedFrom(literal.scope);
  if (made === scope) return true;
  return made !== null && made === literal.scope && isOwnNameAlone(made) && listedFrom(made.parent) === scope;
}

/** What stands in something that runs often does so, too: a function that calls itself is known only when its scope ends. */
function runsOf(scope: Scope): SourceScope["runs"] {
  for (let at: Scope | null = scope; at; at = at.parent) if (at.runs === "many") return "many";
  return scope.runs;
}
