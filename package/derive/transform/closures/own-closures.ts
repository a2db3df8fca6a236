import type * as acorn from "acorn";
import { startOfBody } from "../body.ts";
import type { Edits } from "../edits.ts";
import type { Facts, ThisOwner } from "../facts.ts";
import type { Naming } from "../naming.ts";
import type { Scope, Scopes } from "../scopes.ts";
import { placeOfToken } from "../source-text.ts";
import { type ClassNode, type FunctionNode, isClass, isField, isFunction, keyNameOf, type Node } from "../syntax.ts";
import { functionNameOf } from "./inferred-name.ts";
import { keptVariables, nameVariable } from "./kept-variables.ts";
import { type KeptVariable, Reader } from "./reader.ts";
import {
  isStampedAfter,
  isStampedByAssignment,
  isStampedBySpread,
  isStampedInLiteral,
  listedProperties,
  literalAround,
  stampOf,
} from "./stamps.ts";

type FunctionExpression = acorn.FunctionExpression | acorn.ArrowFunctionExpression;

export interface ClosuresInput {
  readonly code: string;
  readonly scopes: Scopes;
  readonly facts: Facts;
  readonly naming: Naming;
  /** The functions that are wrapped around modules: their variables are the modules', and live as long. */
  readonly moduleOwners: ReadonlySet<Node>;
  /** Whether a comment excludes it: it gets no stamp either. */
  isExcluded(node: Node): boolean;
  /** Whether the code inside must stay as it is. */
  isLeftAlone(node: Node): boolean;
}

/** A call of the runtime around a node: `target runtime.before node after, reader last)`. */
interface Wrapping {
  readonly target?: string;
  /** The name of the function, its parenthesis, and what comes before the node. */
  readonly before: string;
  readonly after?: string;
  readonly last?: string;
}

/** Gives functions the readers of the scopes around them, as a walk comes to each node and leaves it. */
export class ClosureEdits {
  readonly #input: ClosuresInput;
  readonly #edits: Edits;
  readonly #scopesOf: ReadonlyMap<Node, readonly Scope[]>;
  readonly #ancestors: Node[] = [];
  /** The reader in effect is the last one. */
  readonly #readers: (Reader | undefined)[] = [undefined];
  #functionDepth = 0;
  /** What to do when the walk leaves a node, the last thing first. */
  readonly #exits = new Map<Node, (() => void)[]>();
  /** Readers of the heads of loops and of `catch`, to be made at the start of that block. */
  readonly #headReaders = new Map<Node, Reader>();
  readonly #switchReaders = new Map<Node, Reader>();

  constructor(input: ClosuresInput, edits: Edits) {
    this.#input = input;
    this.#edits = edits;
    const scopesOf = new Map<Node, Scope[]>();
    for (const scope of input.scopes.manager.scopes) {
      const node = scope.block as unknown as Node;
      const others = scopesOf.get(node);
      if (others === undefined) scopesOf.set(node, [scope]);
      else others.push(scope);
    }
    this.#scopesOf = scopesOf;
  }

  /** Before the children of a node. */
  enter(node: Node): void {
    const parent = this.#ancestors.at(-1);
    if (parent !== undefined) this.#enterChild(node, parent);
    if (node.type === "BlockStatement" && !(parent !== undefined && isFunction(parent))) this.#enterBlock(node);
    else if (node.type === "StaticBlock") this.#enterStaticBlock(node);
    else if (node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression") this.#stampFunction(node);
    else if (node.type === "AssignmentExpression") this.#stampAssignment(node);
    else if (node.type === "ObjectExpression") this.#stampLiteral(node);
    else if (node.type === "Property") this.#stampProperty(node);
    else if (isClass(node)) this.#stampClass(node);
    this.#ancestors.push(node);
  }

  /** After the children of a node. */
  leave(node: Node): void {
    this.#ancestors.pop();
    const exits = this.#exits.get(node);
    if (exits === undefined) return;
    this.#exits.delete(node);
    for (let index = exits.length - 1; index >= 0; index--) exits[index]?.();
  }

  get #reader(): Reader | undefined {
    return this.#readers.at(-1);
  }

  #atExit(node: Node, exit: () => void): void {
    const exits = this.#exits.get(node);
    if (exits === undefined) this.#exits.set(node, [exit]);
    else exits.push(exit);
  }

  /** Lets a reader be in effect until the walk leaves the node. */
  #inEffect(node: Node, reader: Reader | undefined): void {
    this.#readers.push(reader);
    this.#atExit(node, () => this.#readers.pop());
  }

  #makeReader(variables: readonly KeptVariable[], functionName?: string): Reader | undefined {
    if (variables.length === 0) return undefined;
    const outside = this.#reader;
    return new Reader(this.#input.naming.next(), functionName ?? outside?.name ?? "", outside, variables);
  }

  #keptIn(node: Node, type: Scope["type"]): KeptVariable[] {
    const scope = this.#scopesOf.get(node)?.find((candidate) => candidate.type === type);
    return scope === undefined ? [] : keptVariables(scope, this.#input.facts);
  }

  #enterChild(node: Node, parent: Node): void {
    if (isField(parent) && parent.value === node && this.#input.facts.capturedThis.has(parent)) {
      this.#enterFieldValue(node, parent);
    }
    switch (parent.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (parent.body === node) this.#enterFunctionBody(parent, node);
        break;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        if (parent.body === node) this.#enterLoopBody(parent, node);
        break;
      case "CatchClause":
        if (parent.body === node) this.#enterHead(node, this.#makeReader(this.#keptIn(parent, "catch")));
        break;
      case "SwitchStatement":
        if (node.type === "SwitchCase") this.#enterCase(parent, node);
        break;
      case "BlockStatement":
      case "StaticBlock":
      case "SwitchCase":
        if (node.type === "VariableDeclaration") this.#atExit(node, () => this.#stampVariables(node));
        else if (parent.type === "SwitchCase") this.#stampHoisted(node);
    }
  }

  /* The comments by braces that the source had not are for `runtime/shown-text.ts`. */
  #enterFunctionBody(fn: FunctionNode, body: Node): void {
    this.#functionDepth++;
    this.#atExit(body, () => this.#functionDepth--);
    const kept = this.#input.moduleOwners.has(fn) ? [] : this.#keptOfFunction(fn);
    const name = functionNameOf(fn, this.#ancestors.slice(0, -1));
    // Where parameters are more than names, the engine keeps the variables of the body by themselves.
    const isSplit = fn.params.some(({ type }) => type !== "Identifier");
    const isOfBody = ({ declaredAt }: KeptVariable): boolean => isSplit && declaredAt >= body.start;
    const reader = this.#makeReader(
      kept.filter((variable) => !isOfBody(variable)),
      name,
    );
    if (reader !== undefined) this.#inEffect(body, reader);
    if (body.type === "BlockStatement") {
      const bodyReader = this.#makeReader(kept.filter(isOfBody));
      if (bodyReader !== undefined) this.#inEffect(body, bodyReader);
      const start = startOfBody(fn);
      const end = start > body.start + 1 ? ";" : "";
      this.#insertFirst(
        start,
        end,
        [reader, bodyReader].filter((made) => made !== undefined),
        body.body,
      );
    } else if (reader !== undefined) {
      const arrow = placeOfToken(this.#input.code, endOfParameters(fn), "=>");
      this.#edits.close(arrow + 2, () => (reader.isUsed ? `{/**/${reader.declaration()}return(` : ""));
      this.#atExit(body, () => this.#edits.close(fn.end, () => (reader.isUsed ? ")/**/}" : "")));
    }
  }

  #keptOfFunction(fn: FunctionNode): KeptVariable[] {
    const name = this.#scopesOf.get(fn)?.find(({ type }) => type === "function-expression-name");
    return [
      ...(name === undefined ? [] : nameVariable(name)),
      ...this.#keptIn(fn, "function"),
      ...this.#keptThis(fn, isDerivedConstructor(fn, this.#ancestors) ? Number.POSITIVE_INFINITY : -1),
    ];
  }

  #keptThis(owner: ThisOwner, readableFrom: number): KeptVariable[] {
    return this.#input.facts.capturedThis.has(owner) ? [{ name: "this", declaredAt: -1, readableFrom }] : [];
  }

  /** The reader of what stands before a block: made in the block, in effect there only. */
  #enterHead(block: Node, reader: Reader | undefined): void {
    if (reader === undefined) return;
    this.#headReaders.set(block, reader);
    this.#inEffect(block, reader);
  }

  #enterLoopBody(loop: acorn.ForStatement | acorn.ForInStatement | acorn.ForOfStatement, body: Node): void {
    const reader = this.#makeReader(this.#keptIn(loop, "for"));
    if (body.type === "BlockStatement" || reader === undefined) {
      this.#enterHead(body, reader);
      return;
    }
    this.#edits.open(body.start, () => (reader.isUsed ? `{/***/${reader.declaration()}` : ""));
    this.#inEffect(body, reader);
    this.#atExit(body, () => this.#edits.close(body.end, () => (reader.isUsed ? "/***/}" : "")));
  }

  #enterBlock(block: acorn.BlockStatement): void {
    const head = this.#headReaders.get(block);
    const reader = this.#makeReader(this.#keptIn(block, "block"));
    if (reader !== undefined) this.#inEffect(block, reader);
    this.#insertFirst(
      block.start + 1,
      "",
      [head, reader].filter((made) => made !== undefined),
      block.body,
    );
  }

  #enterStaticBlock(block: acorn.StaticBlock): void {
    this.#functionDepth++;
    this.#atExit(block, () => this.#functionDepth--);
    const kept = [...this.#keptIn(block, "class-static-block"), ...this.#keptThis(block, -1)];
    const reader = this.#makeReader(kept);
    if (reader !== undefined) this.#inEffect(block, reader);
    const brace = placeOfToken(this.#input.code, block.start + "static".length, "{");
    this.#insertFirst(brace + 1, "", reader === undefined ? [] : [reader], block.body);
  }

  /** Readers, then the stamps of the functions that the language hoists to the start of this block. */
  #insertFirst(place: number, before: string, readers: readonly Reader[], statements: readonly Node[]): void {
    const functions = statements.flatMap(hoistedFunction).filter((fn) => !this.#input.isExcluded(fn));
    const names = new Set(functions.flatMap(({ id }) => (id ? [id.name] : [])));
    const stamps = [...names].map((name) => this.#ownCall(name, place)).join("");
    if (readers.length === 0 && stamps === "") return;
    this.#edits.close(place, () => {
      const text = readers.map((reader) => reader.declaration()).join("") + stamps;
      return text === "" ? "" : before + text;
    });
  }

  #enterCase(statement: acorn.SwitchStatement, node: acorn.SwitchCase): void {
    if (statement.cases[0] === node) {
      // In a sloppy script the declaration would be a global variable, too.
      const isInFunction = this.#functionDepth > 0;
      const reader = isInFunction ? this.#makeReader(this.#keptIn(statement, "switch")) : undefined;
      if (reader !== undefined) {
        this.#switchReaders.set(statement, reader);
        const first = node.consequent[0];
        const text = () => reader.functionDeclaration();
        if (first === undefined) this.#edits.close(node.end, text);
        else this.#edits.open(first.start, text);
      }
    }
    const reader = this.#switchReaders.get(statement);
    if (reader !== undefined) this.#inEffect(node, reader);
  }

  /** Where no statement is sure to come before the others, a function gets its stamp where it stands, and its variable may have another one by then. */
  #stampHoisted(statement: Node): void {
    for (const { id } of hoistedFunction(statement)) {
      if (id)
        this.#atExit(statement, () =>
          this.#edits.close(statement.end, this.#ownCall(id.name, statement.end, "ownFound")),
        );
    }
  }

  /** The values of fields are evaluated in a function of their own, whose `this` is the object. */
  #enterFieldValue(value: Node, field: acorn.PropertyDefinition): void {
    // What is around an anonymous function or class would take the name that its field gives it.
    if (isNamedByField(value, field)) return;
    const reader = this.#makeReader(
      [{ name: "this", declaredAt: -1, readableFrom: -1 }],
      "<instance_members_initializer>",
    );
    if (reader === undefined) return;
    this.#edits.open(value.start, () => (reader.isUsed ? `(${reader.id}=>(` : ""));
    this.#atExit(value, () => this.#edits.close(value.end, () => (reader.isUsed ? `))(${reader.expression()})` : "")));
    this.#inEffect(value, reader);
  }

  #stampFunction(fn: FunctionExpression): void {
    const stamp = stampOf(fn, this.#ancestors);
    if (stamp.kind === "around") this.#wrap(fn, { before: "own(" });
    else if (stamp.kind === "in-literal") {
      const { key, after } = literalAround(stamp.name);
      this.#wrap(fn, { before: `own({${key}:`, after });
    }
  }

  /** `x = () => …` names the function, so the stamp goes around all of it. */
  #stampAssignment(assignment: acorn.AssignmentExpression): void {
    if (isStampedByAssignment(assignment.right, assignment)) this.#wrap(assignment, { before: "own(" });
  }

  #stampLiteral(literal: acorn.ObjectExpression): void {
    if (this.#reader === undefined) return;
    const listed = listedProperties(literal, this.#isBoundToLiteral).filter(
      (property) => !this.#input.isExcluded(property) && !this.#input.isExcluded(property.value),
    );
    if (listed.length === 0) return;
    const keys = new Set(listed.map((property) => JSON.stringify(keyNameOf(property))));
    this.#wrap(literal, { before: "ownMembers(", last: `,${[...keys].join()}` });
  }

  #stampProperty(property: acorn.Property | acorn.AssignmentProperty): void {
    if (this.#input.isExcluded(property.value)) return;
    if (isStampedBySpread(property, this.#isBoundToLiteral)) {
      this.#wrap(property, { target: "...", before: "ownMembers({", after: "}" });
      return;
    }
    if (!isStampedInLiteral(property, this.#isBoundToLiteral)) return;
    const { key, after } = literalAround(keyNameOf(property) ?? "");
    this.#wrap(property, { target: `${key}:`, before: "own({", after });
  }

  /** `super` of a method means the object that its source stands in; what a direct `eval` uses is not known. */
  readonly #isBoundToLiteral = (method: Node): boolean =>
    this.#input.facts.usingSuper.has(method as ThisOwner) || this.#input.isLeftAlone(method);

  /** A class has its stamp in its body, so that its name and what stands around it stay as they are. */
  #stampClass(node: ClassNode): void {
    const reader = this.#reader;
    if (reader === undefined || this.#input.isLeftAlone(node)) return;
    const { runtime } = this.#input.naming;
    this.#edits.close(node.body.start + 1, `static{${runtime}.ownClass(this,${reader.useAt(node.start)})}`);
  }

  #stampVariables(declaration: acorn.VariableDeclaration): void {
    const stamps = declaration.declarations.map(({ id, init }) => {
      const isStamped = id.type === "Identifier" && init != null && !this.#input.isExcluded(init);
      return isStamped && isStampedAfter(init, declaration) ? this.#ownCall(id.name, declaration.end) : "";
    });
    const text = stamps.join("");
    if (text !== "") this.#edits.close(declaration.end, `;${text}`);
  }

  #ownCall(name: string, place: number, by: "own" | "ownFound" = "own"): string {
    const reader = this.#reader;
    return reader === undefined ? "" : `${this.#input.naming.runtime}.${by}(${name},${reader.useAt(place)});`;
  }

  #wrap(node: Node, { target = "", before, after = "", last = "" }: Wrapping): void {
    const reader = this.#reader;
    if (reader === undefined) return;
    const id = reader.useAt(node.start);
    this.#edits.open(node.start, `${target}${this.#input.naming.runtime}.${before}`);
    this.#atExit(node, () => this.#edits.close(node.end, `${after},${id}${last})`));
  }
}

/** Whether a field names its value, and no stamp can keep that name. */
function isNamedByField(value: Node, field: acorn.PropertyDefinition): boolean {
  if (isClass(value)) return !value.id;
  if (!isFunction(value) || (value.type !== "ArrowFunctionExpression" && value.id)) return false;
  return keyNameOf(field) === undefined || keyNameOf(field) === "__proto__";
}

function hoistedFunction(statement: Node): (acorn.FunctionDeclaration | acorn.AnonymousFunctionDeclaration)[] {
  if (statement.type === "FunctionDeclaration") return [statement];
  return statement.type === "LabeledStatement" ? hoistedFunction(statement.body) : [];
}

function isDerivedConstructor(fn: FunctionNode, ancestors: readonly Node[]): boolean {
  const [type, , method] = ancestors.slice(-4, -1);
  if (method?.type !== "MethodDefinition" || method.kind !== "constructor" || method.value !== fn) return false;
  return type !== undefined && isClass(type) && type.superClass != null;
}

/** Before the arrow of a function; oxc also parses TypeScript, whose functions name the type of what they return. */
function endOfParameters(fn: FunctionNode): number {
  const { returnType } = fn as { readonly returnType?: Node | null };
  return returnType?.end ?? fn.params.at(-1)?.end ?? fn.start + (fn.async ? "async".length : 0);
}
