import type {
  AnyNode,
  AssignmentProperty,
  BlockStatement,
  CallExpression,
  CatchClause,
  Expression,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Function as FunctionNode,
  MemberExpression,
  MethodDefinition,
  NewExpression,
  ObjectExpression,
  Pattern,
  Property,
  PropertyDefinition,
  Statement,
  StaticBlock,
  SwitchStatement,
  TryStatement,
  VariableDeclaration,
} from "acorn";
import type { LiteralKind, ScopeRuns, SourceKind } from "../script-scopes.ts";
import {
  isInstanceField,
  isStaticElement,
  type PrivateNames,
  privateNamesOf,
  slotsOfMembers,
} from "./class-members.ts";
import { nameOfKey, nameOfProperty, nameOfTarget } from "./inferred-name.ts";
import { HOME, NEW_TARGET, THIS, THIS_FUNCTION } from "./names.ts";
import {
  type AnyClass,
  type AnyFunction,
  canBeFunction,
  declaresInBlock,
  functionCalledBy,
  hasUseStrict,
  isDirective,
  isFunction,
  isLexical,
  isMethod,
  isModuleKey,
  isPattern,
} from "./node-kinds.ts";
import { parseStatements, UnparsableSourceError } from "./parse-source.ts";
import {
  type FunctionName,
  type Literal,
  NO_NAME,
  type Scope,
  type ScopeKind,
  type Variable,
  type VariableKind,
} from "./scope.ts";
import { ScopeChain, type ScopeStart } from "./scope-chain.ts";
import { endBeforeSemicolon, startAfterStatic } from "./trivia.ts";

/** What is done between visits of nodes. */
type Step =
  | { readonly type: "@close" }
  | { readonly type: "@open"; readonly kind: ScopeKind; readonly start: ScopeStart }
  | { readonly type: "@declare"; readonly pattern: Pattern; readonly scope: Scope | null; readonly kind: VariableKind }
  | { readonly type: "@write"; readonly pattern: Pattern }
  | { readonly type: "@declare-again"; readonly declaration: VariableDeclaration };

const CLOSE: Step = { type: "@close" };

/** What the place of an expression says about the function that it may be. */
interface Expected {
  readonly name: FunctionName;
  /** The variable that it is the value of. */
  readonly variable: Variable | null;
  readonly runs: ScopeRuns;
  readonly isWrapper: boolean;
  readonly moduleKey: string;
  /** Of an object literal: whether its functions are modules only if their keys look like it. */
  readonly isTable: boolean;
}

const UNKNOWN: Expected = {
  name: NO_NAME,
  variable: null,
  runs: "many",
  isWrapper: false,
  moduleKey: "",
  isTable: false,
};

/** A function that is a member of a class or an object literal. */
interface Member {
  readonly name: FunctionName;
  readonly kind: LiteralKind | "constructor";
  readonly start: number;
  readonly classLiteral: Literal | null;
}

/** Parses and walks a source. Throws `UnparsableSourceError`. */
export function walkSource(source: string, kind: SourceKind): ScopeChain {
  if (kind === "script") return walkAs("script", source);
  try {
    return walkAs("module", source);
  } catch (error) {
    if (kind === "module" || !(error instanceof UnparsableSourceError)) throw error;
  }
  return walkAs("script", source);
}

function walkAs(sourceType: "module" | "script", source: string): ScopeChain {
  const walk = new SyntaxWalk(source, sourceType === "module");
  parseStatements(source, sourceType, (statement) => walk.visit(statement));
  return walk.end();
}

/**
 * Walks statements with a list of what is still to do instead of recursion, however deep they nest. It is long because it has a step for each kind of syntax that makes or fills a scope, and all of them
 * share that list and the current scope.
 */
class SyntaxWalk {
  readonly #source: string;
  #isInPrologue = true;
  readonly #chain: ScopeChain;
  /** Last first. */
  readonly #todo: (AnyNode | Step)[] = [];
  readonly #expected = new Map<AnyNode, Expected>();
  readonly #members = new Map<AnyNode, Member>();
  readonly #privateNames = new Map<Scope, PrivateNames>();

  constructor(source: string, isModule: boolean) {
    this.#source = source;
    this.#chain = new ScopeChain(isModule);
    if (isModule) this.#chain.addLiteral({ kind: "module", name: NO_NAME, start: 0, end: source.length, paren: 0 });
  }

  /** A statement of the outermost level. */
  visit(statement: AnyNode): void {
    if (this.#isInPrologue) {
      if (hasUseStrict([statement])) this.#chain.top.isStrict = true;
      this.#isInPrologue = isDirective(statement);
    }
    this.#todo.push(statement);
    for (;;) {
      const next = this.#todo.pop();
      if (next === undefined) return;
      this.#do(next);
    }
  }

  /** After the last statement. */
  end(): ScopeChain {
    this.#chain.close();
    return this.#chain;
  }

  #push(node: AnyNode | Step | null | undefined): void {
    if (node) this.#todo.push(node);
  }

  /** So that the first is visited first. */
  #pushAll(nodes: readonly (AnyNode | Step | null)[]): void {
    for (let i = nodes.length - 1; i >= 0; i--) this.#push(nodes[i]);
  }

  #do(node: AnyNode | Step): void {
    const chain = this.#chain;
    switch (node.type) {
      case "Identifier":
        chain.refer(node.name);
        return;
      case "MemberExpression":
        this.#member(node);
        return;
      case "Literal":
      case "TemplateElement":
      case "EmptyStatement":
      case "DebuggerStatement":
      case "BreakStatement":
      case "ContinueStatement":
      case "ExportAllDeclaration":
        return;
      case "CallExpression":
        this.#call(node);
        return;
      case "ExpressionStatement":
        this.#push(node.expression);
        return;
      case "BinaryExpression":
        this.#push(node.right);
        this.#push(node.left);
        return;
      case "AssignmentExpression":
        this.#expect(node.right, { name: nameOfTarget(node.left) });
        this.#push(node.right);
        this.#write(node.left);
        return;
      case "@close":
        chain.close();
        return;
      case "BlockStatement":
        this.#block(node);
        return;
      case "FunctionExpression":
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
        this.#function(node);
        return;
      case "ReturnStatement":
      case "UnaryExpression":
      case "ThrowStatement":
      case "SpreadElement":
      case "AwaitExpression":
      case "YieldExpression":
        this.#push(node.argument);
        return;
      case "VariableDeclaration":
        this.#variables(node);
        return;
      case "IfStatement":
        this.#branch(node.alternate);
        this.#branch(node.consequent);
        this.#push(node.test);
        return;
      case "ConditionalExpression":
        this.#passOn(node, node.consequent, node.alternate);
        this.#push(node.alternate);
        this.#push(node.consequent);
        this.#push(node.test);
        return;
      case "LogicalExpression":
        this.#passOn(node, node.left, node.right);
        this.#push(node.right);
        this.#push(node.left);
        return;
      case "SequenceExpression":
        this.#passOn(node, node.expressions.at(-1));
        this.#pushAll(node.expressions);
        return;
      case "ObjectExpression":
        this.#object(node);
        return;
      case "Property":
        this.#property(node);
        return;
      case "ArrayExpression":
        this.#array(node.elements, this.#takeExpected(node));
        return;
      case "ThisExpression":
        chain.referToOwn(THIS);
        return;
      case "UpdateExpression":
        this.#write(node.argument);
        return;
      case "NewExpression":
        this.#new(node);
        return;
      case "TemplateLiteral":
        this.#pushAll(node.expressions);
        return;
      case "TaggedTemplateExpression":
        this.#push(node.quasi);
        this.#push(node.tag);
        return;
      case "ForStatement":
        this.#for(node);
        return;
      case "ForInStatement":
      case "ForOfStatement":
        this.#forEach(node);
        return;
      case "WhileStatement":
      case "DoWhileStatement":
        chain.open("block", { runs: "many" });
        this.#pushAll([node.test, node.body, CLOSE]);
        return;
      case "SwitchStatement":
        this.#switch(node);
        return;
      case "TryStatement":
        this.#try(node);
        return;
      case "CatchClause":
        this.#catch(node);
        return;
      case "WithStatement":
        this.#pushAll([node.object, { type: "@open", kind: "with", start: {} }, node.body, CLOSE]);
        return;
      case "LabeledStatement":
        this.#push(node.body);
        return;
      case "ClassDeclaration":
      case "ClassExpression":
        this.#class(node);
        return;
      case "PrivateIdentifier":
        this.#privateName(node.name);
        return;
      case "MetaProperty":
        if (node.meta.name === "new") chain.referToOwn(NEW_TARGET);
        return;
      case "ChainExpression":
      case "ParenthesizedExpression":
        this.#push(node.expression);
        return;
      case "ImportExpression":
        this.#push(node.options);
        this.#push(node.source);
        return;
      case "ImportDeclaration":
        for (const { local } of node.specifiers) chain.declare(chain.current, local.name, "lexical", local.start);
        return;
      case "ExportNamedDeclaration":
        this.#push(node.declaration);
        return;
      case "ExportDefaultDeclaration":
        this.#expect(node.declaration, { name: { ...NO_NAME, text: "default" } });
        this.#push(node.declaration);
        return;
      case "@open":
        chain.open(node.kind, node.start);
        return;
      case "@declare":
        this.#declare(node.pattern, node.scope ?? chain.current, node.kind);
        return;
      case "@write":
        this.#write(node.pattern);
        return;
      case "@declare-again":
        this.#declareAgain(node.declaration);
        return;
      case "StaticBlock":
        chain.open("body");
        this.#push(CLOSE);
        this.#pushAll(node.body);
        return;
      default:
        /* The rest stands below the nodes above, which have dealt with it. */
        return;
    }
  }

  // ---- names ----

  /** What is to be known when the walk comes to `node`. */
  #expect(node: AnyNode, expected: Partial<Expected>): void {
    if (canBeFunction(node)) this.#expected.set(node, { ...UNKNOWN, ...expected });
  }

  #takeExpected(node: AnyNode): Expected | undefined {
    const expected = this.#expected.get(node);
    if (expected) this.#expected.delete(node);
    return expected;
  }

  /** Either of several values may be the one that was expected: so none of them surely is. */
  #passOn(from: AnyNode, ...to: readonly (AnyNode | undefined)[]): void {
    const expected = this.#takeExpected(from);
    if (!expected) return;
    for (const node of to) if (node) this.#expect(node, { name: expected.name });
  }

  // ---- patterns ----

  #declare(pattern: Pattern, scope: Scope, kind: VariableKind): void {
    if (pattern.type === "Identifier") this.#chain.declare(scope, pattern.name, kind, pattern.start).bindings++;
    else this.#pushAll(this.#partsOf(pattern, (part) => ({ type: "@declare", pattern: part, scope, kind })));
  }

  #write(pattern: Pattern | Expression): void {
    if (pattern.type === "Identifier") this.#chain.referToWrite(pattern.name);
    else if (!isPattern(pattern)) this.#push(pattern);
    else this.#pushAll(this.#partsOf(pattern, (part) => ({ type: "@write", pattern: part })));
  }

  /** The patterns in a pattern, each as a step, and its default values and computed keys as they are. */
  #partsOf(pattern: Pattern, toStep: (part: Pattern) => Step): (AnyNode | Step)[] {
    switch (pattern.type) {
      case "ObjectPattern":
        return pattern.properties.flatMap((property): (AnyNode | Step)[] => {
          if (property.type === "RestElement") return [toStep(property.argument)];
          return property.computed ? [property.key, toStep(property.value)] : [toStep(property.value)];
        });
      case "ArrayPattern":
        return pattern.elements.flatMap((element) => (element ? [toStep(element)] : []));
      case "RestElement":
        return [toStep(pattern.argument)];
      case "AssignmentPattern":
        this.#expect(pattern.right, { name: nameOfTarget(pattern.left) });
        return [toStep(pattern.left), pattern.right];
      default:
        return [pattern];
    }
  }

  // ---- declarations ----

  #variables({ kind, declarations }: VariableDeclaration): void {
    const chain = this.#chain;
    const scope = kind === "var" ? chain.varScope() : chain.current;
    const variableKind = kind === "var" ? "var" : "lexical";
    const steps: (AnyNode | Step)[] = [];
    for (const { id, init } of declarations) {
      if (init) steps.push(init);
      if (id.type !== "Identifier") {
        steps.push({ type: "@declare", pattern: id, scope, kind: variableKind });
        continue;
      }
      const variable = chain.declare(scope, id.name, variableKind, id.start);
      if (!init) continue;
      variable.bindings++;
      /* A `with` in between may have a property of that name. */
      if (scope !== chain.current) chain.refer(id.name);
      const isTable = chain.current.isWrapper && init.type === "ObjectExpression";
      this.#expect(init, { name: nameOfTarget(id), variable, isTable });
    }
    this.#pushAll(steps);
  }

  /** The variables of a loop exist once for its head, and anew in each turn. */
  #declareAgain({ declarations }: VariableDeclaration): void {
    const { current } = this.#chain;
    const patterns: AnyNode[] = declarations.map(({ id }) => id);
    for (;;) {
      const pattern = patterns.pop();
      if (!pattern) return;
      if (pattern.type === "Identifier") {
        this.#chain.declare(current, pattern.name, "lexical", pattern.start).bindings += SEVERAL;
      } else if (pattern.type === "ObjectPattern") {
        for (const part of pattern.properties) patterns.push(part.type === "Property" ? part.value : part.argument);
      } else if (pattern.type === "ArrayPattern") {
        for (const element of pattern.elements) if (element) patterns.push(element);
      } else if (pattern.type === "RestElement") patterns.push(pattern.argument);
      else if (pattern.type === "AssignmentPattern") patterns.push(pattern.left);
    }
  }

  // ---- functions ----

  #function(node: AnyFunction): void {
    const chain = this.#chain;
    const expected = this.#takeExpected(node) ?? UNKNOWN;
    const member = this.#members.get(node);
    if (member) this.#members.delete(node);
    const isArrow = node.type === "ArrowFunctionExpression";
    let { variable } = expected;
    if (node.type === "FunctionDeclaration" && node.id) {
      variable = chain.declare(chain.current, node.id.name, this.#kindOfDeclared(node), node.id.start);
      variable.bindings++;
    }
    const name = node.id ? nameOfTarget(node.id) : (member?.name ?? expected.name);
    let owner = member?.classLiteral ?? null;
    if (member?.kind !== "constructor") {
      const start = member?.start ?? node.start;
      const paren = isArrow ? node.start : (node.parametersStart ?? node.start);
      const kind = member?.kind ?? "function";
      owner = chain.addLiteral({ kind, name, start, end: node.end, paren, classLiteral: owner });
      if (variable) variable.literal = owner;
    }
    /* Called by its own name, it may run more than once: that is known when its scope ends. */
    const runs = node.generator || (node.id && expected.runs === "argument") ? "many" : expected.runs;
    const hasPlainParameters = node.params.every(({ type }) => type === "Identifier");
    const block = node.body.type === "BlockStatement" ? node.body : null;
    chain.open(isArrow ? "arrow" : "function", {
      owner,
      runs,
      isWrapper: runs !== "many" && expected.isWrapper,
      moduleKey: expected.moduleKey,
      isStrict: chain.current.isStrict || (block !== null && hasUseStrict(block.body)),
      hasPlainParameters,
      isMethod: member !== undefined && member.kind !== "function",
    });
    if (node.type === "FunctionExpression" && node.id) {
      chain.declare(chain.current, node.id.name, "self", node.id.start).bindings += SEVERAL;
    }
    const { current } = chain;
    this.#push(CLOSE);
    if (!hasPlainParameters) this.#push(CLOSE);
    this.#pushAll(block ? block.body : [node.body]);
    if (!hasPlainParameters) this.#push({ type: "@open", kind: "body", start: {} });
    this.#pushAll(node.params.map((pattern) => ({ type: "@declare", pattern, scope: current, kind: "parameter" })));
  }

  #kindOfDeclared({ async, generator }: FunctionNode): VariableKind {
    const { kind } = this.#chain.current;
    if (kind !== "block") return "var";
    return async || generator ? "lexical" : "block function";
  }

  #call(node: CallExpression): void {
    const chain = this.#chain;
    const { callee } = node;
    this.#pushAll(node.arguments);
    if (callee.type === "Super") {
      for (const own of [THIS, NEW_TARGET, THIS_FUNCTION] as const) chain.referToOwn(own);
    } else {
      if (callee.type === "Identifier" && callee.name === "eval" && !node.optional) chain.callEval();
      this.#push(callee);
    }
    const called = functionCalledBy(callee);
    if (called) this.#runsHere(called);
    this.#handOver(node.arguments, called !== null);
  }

  #new(node: NewExpression): void {
    const called = isFunction(node.callee) ? node.callee : null;
    this.#pushAll(node.arguments);
    this.#push(node.callee);
    if (called) this.#runsHere(called);
    this.#handOver(node.arguments, called !== null);
  }

  /** The function is called where it stands: it runs as often as what is around it. */
  #runsHere(called: AnyNode): void {
    const { runs, isWrapper, moduleKey } = this.#chain.current;
    this.#expect(called, { runs, isWrapper, moduleKey });
  }

  /** Arguments of a call: to a function that is written right there, they are factories as in UMD. */
  #handOver(args: readonly AnyNode[], toFactory: boolean): void {
    const { runs, isWrapper } = this.#chain.current;
    if (runs === "many" || !(isWrapper || toFactory)) return;
    for (const arg of args) this.#expect(arg, { runs: "argument", isWrapper: toFactory });
  }

  // ---- objects ----

  #member({ object, property, computed }: MemberExpression): void {
    if (computed) this.#push(property);
    else if (property.type === "PrivateIdentifier") this.#privateName(property.name);
    if (object.type !== "Super") this.#push(object);
    else {
      this.#chain.referToOwn(HOME);
      this.#chain.referToOwn(THIS);
    }
  }

  #array(elements: readonly (AnyNode | null)[], expected: Expected | undefined): void {
    this.#pushAll(elements);
    if (expected?.runs !== "argument") return;
    const { moduleKey } = expected;
    for (const element of elements) {
      if (element) this.#expect(element, { runs: "argument", isWrapper: true, moduleKey });
    }
  }

  #object(node: ObjectExpression): void {
    const expected = this.#takeExpected(node) ?? UNKNOWN;
    const methods: AnyNode[] = [];
    for (const property of node.properties) {
      if (property.type !== "Property") continue;
      this.#expectProperty(property, expected);
      if (isMethod(property)) methods.push(property.value);
    }
    /* The scope of the object is around its methods alone. */
    if (methods.length > 0) this.#pushAll([{ type: "@open", kind: "object", start: {} }, ...methods, CLOSE]);
    this.#pushAll(node.properties);
  }

  #expectProperty(property: Property, { runs, isTable }: Expected): void {
    const { key, value, kind, computed, start } = property;
    const name = nameOfProperty(key, computed, kind);
    const isModule = runs === "argument" || (isTable && isModuleKey(key, computed));
    const moduleKey = isModule && kind === "init" ? nameOfKey(key, computed) : "";
    this.#expect(value, { name, runs: isModule ? "argument" : "many", isWrapper: isModule, moduleKey });
    if (isMethod(property)) this.#members.set(value, { name, kind: "method", start, classLiteral: null });
  }

  #property(property: Property | AssignmentProperty): void {
    if (!isMethod(property)) this.#push(property.value);
    if (property.computed) this.#push(property.key);
  }

  // ---- classes ----

  #class(node: AnyClass): void {
    const chain = this.#chain;
    const expected = this.#takeExpected(node) ?? UNKNOWN;
    const { body } = node.body;
    let { variable } = expected;
    if (node.type === "ClassDeclaration" && node.id) {
      variable = chain.declare(chain.current, node.id.name, "lexical", node.id.start);
      variable.bindings++;
    }
    const name = node.id ? nameOfTarget(node.id) : expected.name;
    const scope = chain.open("class", { isStrict: true });
    const own = node.id ? chain.declare(scope, node.id.name, "own", node.id.start) : null;
    const privateNames = privateNamesOf(body, own);
    if (privateNames.all.size > 0) this.#privateNames.set(scope, privateNames);
    scope.hiddenSlots += slotsOfMembers(body, privateNames);
    const ownConstructor = body.find((member) => member.type === "MethodDefinition" && member.kind === "constructor");
    const paren = ownConstructor?.type === "MethodDefinition" ? ownConstructor.value.start : node.start;
    const hasPrivateMembers = privateNames.all.size > 0;
    const { start, end } = node;
    const literal = chain.addLiteral({ kind: "class", name, start, end, paren, hasPrivateMembers });
    scope.owner = literal;
    if (variable) variable.literal = literal;
    if (own) {
      own.bindings++;
      own.literal = literal;
    }
    this.#push(CLOSE);
    this.#elements(body.filter(isStaticElement), "static", literal);
    this.#elements(body.filter(isInstanceField), "fields", literal);
    for (let i = body.length - 1; i >= 0; i--) {
      const member = body[i];
      if (member && member.type !== "StaticBlock") this.#memberOfClass(member, literal);
    }
    this.#push(node.superClass);
  }

  /** A method, or the computed key of a field: these belong to the scope of the class itself. */
  #memberOfClass(member: MethodDefinition | PropertyDefinition, classLiteral: Literal): void {
    const { key, computed } = member;
    if (member.type === "MethodDefinition") {
      const name = nameOfProperty(key, computed, member.kind);
      const kind = member.kind === "constructor" ? "constructor" : "method";
      const start = member.static ? startAfterStatic(this.#source, member.start) : member.start;
      this.#members.set(member.value, {
        name: kind === "constructor" ? classLiteral.name : name,
        kind,
        start,
        classLiteral,
      });
      this.#push(member.value);
    }
    if (computed) this.#push(key);
  }

  /** Fields with values, or static blocks: V8 makes one function of all of them. */
  #elements(
    elements: readonly (PropertyDefinition | StaticBlock)[],
    kind: "static" | "fields",
    classLiteral: Literal,
  ): void {
    const [first] = elements;
    const last = elements.at(-1);
    if (!first || !last) return;
    if (kind === "fields") {
      const end = endBeforeSemicolon(this.#source, last.end);
      const { start } = first;
      this.#chain.addLiteral({ kind, name: classLiteral.name, start, end, paren: start, classLiteral });
    }
    const values = elements.flatMap((element): AnyNode[] => {
      if (element.type === "StaticBlock") return [element];
      if (!element.value) return [];
      this.#expect(element.value, { name: nameOfProperty(element.key, element.computed, "init") });
      return [element.value];
    });
    if (values.length === 0) return;
    const start: ScopeStart = kind === "fields" ? { runs: "many", moduleKey: "" } : {};
    this.#pushAll([{ type: "@open", kind, start }, ...values, CLOSE]);
  }

  /** To use a private static method, V8 compares with the class itself. */
  #privateName(name: string): void {
    if (this.#privateNames.size === 0) return;
    for (let scope: Scope | null = this.#chain.current; scope; scope = scope.parent) {
      const names = this.#privateNames.get(scope);
      if (!names?.all.has(name)) continue;
      if (!names.staticMethods.has(name) || names.isClassNeeded) return;
      names.isClassNeeded = true;
      if (names.own) names.own.isCaptured = true;
      else scope.hiddenSlots++;
      return;
    }
  }

  // ---- statements ----

  #block({ body }: BlockStatement): void {
    if (body.some(declaresInBlock)) {
      this.#chain.open("block");
      this.#push(CLOSE);
    }
    this.#pushAll(body);
  }

  /** `if (x) function f() {}` is a block, too. */
  #branch(statement: Statement | null | undefined): void {
    if (statement?.type !== "FunctionDeclaration") this.#push(statement);
    else this.#pushAll([{ type: "@open", kind: "block", start: {} }, statement, CLOSE]);
  }

  #for({ init, test, update, body }: ForStatement): void {
    const steps: (AnyNode | Step | null | undefined)[] = [
      { type: "@open", kind: "block", start: { runs: "many" } },
      test,
      update,
      body,
      CLOSE,
    ];
    if (init && isLexical(init)) {
      this.#chain.open("block");
      steps.splice(1, 0, { type: "@declare-again", declaration: init });
      steps.push(CLOSE);
    }
    this.#pushAll([init, ...steps].map((step) => step ?? null));
  }

  #forEach({ left, right, body }: ForInStatement | ForOfStatement): void {
    const turn: Step = { type: "@open", kind: "block", start: { runs: "many" } };
    if (left.type !== "VariableDeclaration") {
      this.#pushAll([right, turn, { type: "@write", pattern: left }, body, CLOSE]);
      return;
    }
    const [declarator] = left.declarations;
    if (!declarator) return;
    const { id, init } = declarator;
    if (!isLexical(left)) {
      const scope = this.#chain.varScope();
      const declares: Step = { type: "@declare", pattern: id, scope, kind: "var" };
      this.#pushAll([init ?? null, right, turn, declares, declares, body, CLOSE]);
      return;
    }
    /* What is looped over sees the variables, too, before they have values. */
    this.#chain.open("block");
    this.#declareAgain(left);
    this.#pushAll([right, turn, { type: "@declare", pattern: id, scope: null, kind: "lexical" }, body, CLOSE, CLOSE]);
  }

  #switch({ discriminant, cases }: SwitchStatement): void {
    this.#push(CLOSE);
    for (let i = cases.length - 1; i >= 0; i--) {
      this.#pushAll(cases[i]?.consequent ?? []);
      this.#push(cases[i]?.test);
    }
    this.#pushAll([discriminant, { type: "@open", kind: "block", start: {} }]);
  }

  #try({ block, handler, finalizer }: TryStatement): void {
    this.#pushAll([block, handler ?? null, finalizer ?? null]);
  }

  #catch({ param, body }: CatchClause): void {
    const chain = this.#chain;
    if (!param) {
      this.#push(body);
      return;
    }
    const scope = chain.open("catch");
    this.#push(CLOSE);
    if (param.type === "Identifier") {
      chain.declare(scope, param.name, "catch", param.start).bindings++;
      this.#push(body);
      return;
    }
    /* V8 keeps what was caught in a variable without a name, and the names of the pattern in a block. */
    scope.hiddenSlots = 1;
    chain.open("block");
    this.#pushAll([{ type: "@declare", pattern: param, scope: null, kind: "lexical" }, body, CLOSE]);
  }
}

/** More than one binding: no name is sure that has so many. */
const SEVERAL = 2;
