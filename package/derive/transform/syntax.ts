import type * as acorn from "acorn";

/** A program as ESTree defines it, each node with `start` and `end` in UTF-16 units. acorn, Rollup and oxc give such ones. */
export type Program = acorn.Program;
export type Node = acorn.AnyNode;
export type Identifier = acorn.Identifier;
export type Statement = acorn.Statement | acorn.ModuleDeclaration;
export type FunctionNode =
  | acorn.FunctionDeclaration
  | acorn.AnonymousFunctionDeclaration
  | acorn.FunctionExpression
  | acorn.ArrowFunctionExpression;
export type ClassNode = acorn.ClassDeclaration | acorn.AnonymousClassDeclaration | acorn.ClassExpression;

/** The children of each type of node, in the order of the source. */
const childKeys = new Map<string, readonly string[]>(
  Object.entries({
    Program: ["body"],
    Identifier: [],
    PrivateIdentifier: [],
    Literal: [],
    TemplateElement: [],
    ThisExpression: [],
    Super: [],
    EmptyStatement: [],
    DebuggerStatement: [],
    BreakStatement: [],
    ContinueStatement: [],
    MetaProperty: [],
    ExpressionStatement: ["expression"],
    BlockStatement: ["body"],
    StaticBlock: ["body"],
    WithStatement: ["object", "body"],
    ReturnStatement: ["argument"],
    LabeledStatement: ["body"],
    IfStatement: ["test", "consequent", "alternate"],
    SwitchStatement: ["discriminant", "cases"],
    SwitchCase: ["test", "consequent"],
    ThrowStatement: ["argument"],
    TryStatement: ["block", "handler", "finalizer"],
    CatchClause: ["param", "body"],
    WhileStatement: ["test", "body"],
    DoWhileStatement: ["body", "test"],
    ForStatement: ["init", "test", "update", "body"],
    ForInStatement: ["left", "right", "body"],
    ForOfStatement: ["left", "right", "body"],
    FunctionDeclaration: ["id", "params", "body"],
    FunctionExpression: ["id", "params", "body"],
    ArrowFunctionExpression: ["params", "body"],
    VariableDeclaration: ["declarations"],
    VariableDeclarator: ["id", "init"],
    ArrayExpression: ["elements"],
    ObjectExpression: ["properties"],
    Property: ["key", "value"],
    SequenceExpression: ["expressions"],
    UnaryExpression: ["argument"],
    UpdateExpression: ["argument"],
    BinaryExpression: ["left", "right"],
    AssignmentExpression: ["left", "right"],
    LogicalExpression: ["left", "right"],
    MemberExpression: ["object", "property"],
    ConditionalExpression: ["test", "consequent", "alternate"],
    CallExpression: ["callee", "arguments"],
    NewExpression: ["callee", "arguments"],
    ChainExpression: ["expression"],
    ParenthesizedExpression: ["expression"],
    AccessorProperty: ["key", "value"],
    SpreadElement: ["argument"],
    YieldExpression: ["argument"],
    AwaitExpression: ["argument"],
    ImportExpression: ["source", "options"],
    TemplateLiteral: ["quasis", "expressions"],
    TaggedTemplateExpression: ["tag", "quasi"],
    AssignmentProperty: ["key", "value"],
    ObjectPattern: ["properties"],
    ArrayPattern: ["elements"],
    RestElement: ["argument"],
    AssignmentPattern: ["left", "right"],
    ClassDeclaration: ["id", "superClass", "body"],
    ClassExpression: ["id", "superClass", "body"],
    ClassBody: ["body"],
    MethodDefinition: ["key", "value"],
    PropertyDefinition: ["key", "value"],
    ImportDeclaration: ["specifiers", "source"],
    ImportSpecifier: ["imported", "local"],
    ImportDefaultSpecifier: ["local"],
    ImportNamespaceSpecifier: ["local"],
    ExportNamedDeclaration: ["declaration", "specifiers", "source"],
    ExportSpecifier: ["local", "exported"],
    ExportDefaultDeclaration: ["declaration"],
    ExportAllDeclaration: ["exported", "source"],
  }),
);

/** JSX, decorators and what a later edition brings are found by their shape. */
const NOT_CHILDREN = new Set(["type", "start", "end", "range", "loc", "parent", "extra"]);

export function childKeysOf(node: Node): readonly string[] {
  return childKeys.get(node.type) ?? Object.keys(node).filter((key) => !NOT_CHILDREN.has(key));
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression" || node.type === "FunctionDeclaration"
  );
}

export function isClass(node: Node): node is ClassNode {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** What has a value that is evaluated for each object, with a `this` of its own. An `accessor` is only known to oxc. */
export function isField(node: Node | undefined): node is acorn.PropertyDefinition {
  return node !== undefined && (node.type === "PropertyDefinition" || (node.type as string) === "AccessorProperty");
}

/** The name of a property or member that the source spells out; undefined for a computed key. */
export function keyNameOf(member: {
  readonly key: acorn.Expression | acorn.PrivateIdentifier;
  readonly computed: boolean;
}): string | undefined {
  const { key } = member;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (member.computed) return undefined;
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && (typeof key.value === "string" || typeof key.value === "number")
    ? String(key.value)
    : undefined;
}
