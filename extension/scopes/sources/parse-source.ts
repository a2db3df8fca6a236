import { type AnyNode, type Options, Parser, type Program, type TokenType, tokTypes } from "acorn";

/** The source is not JavaScript as the parser knows it, or nests too deeply for it. */
export class UnparsableSourceError extends Error {
  override readonly name = "UnparsableSourceError";
}

const OPTIONS: Options = {
  ecmaVersion: "latest",
  allowHashBang: true,
  /* Of code that was given to `eval` or runs as a function. */
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

type TopStatement = Program["body"][number];

/**
 * Hands over the statements of a source one by one and keeps none, so that a bundle of many statements never stands in memory as a whole. Throws `UnparsableSourceError`, possibly after some of them.
 */
export function parseStatements(
  source: string,
  sourceType: "module" | "script",
  onStatement: (statement: TopStatement) => void,
): void {
  try {
    new StatementParser({ ...OPTIONS, sourceType }, source, onStatement).parse();
  } catch (error) {
    /* The parser reports a full stack as a SyntaxError, if it notices in time. */
    if (error instanceof SyntaxError || error instanceof RangeError) throw new UnparsableSourceError(error.message);
    throw error;
  }
}

/** A function literal whose parameters do not begin where it begins. */
export interface WithParameters {
  /** Where its parameter list begins. */
  parametersStart?: number;
}

/** What is used here of the parser's inside. The version of the parser is pinned, and the tests notice if it changed. */
interface Inside {
  readonly type: TokenType & { readonly binop: number | null };
  readonly value: string;
  readonly start: number;
  next(): void;
  parseStatement(context: null, topLevel: boolean, exports: object): TopStatement;
  adaptDirectivePrologue(statements: readonly AnyNode[]): void;
  finishNode<Node extends AnyNode>(node: Node, type: Node["type"]): Node;
  parseMaybeUnary(errors: null, sawUnary: boolean, incDec: boolean, forInit: unknown): AnyNode;
  buildBinary(
    start: number,
    location: unknown,
    left: AnyNode,
    right: AnyNode,
    operator: string,
    logical: boolean,
  ): AnyNode;
}

const parseFunctionParams: (this: unknown, node: AnyNode) => void = Reflect.get(
  Parser.prototype,
  "parseFunctionParams",
);

/**
 * The parser for sources that an engine has accepted: it leaves out the checks that cost the square of the number of names, and takes `a + b + c + …` of any length without recursion, as V8 does.
 */
class StatementParser extends Parser {
  readonly #onStatement: (statement: TopStatement) => void;

  constructor(options: Options, source: string, onStatement: (statement: TopStatement) => void) {
    super(options, source);
    this.#onStatement = onStatement;
  }

  parseTopLevel(program: Program): Program {
    const parser = inside(this);
    let isInPrologue = true;
    while (parser.type !== tokTypes.eof) {
      const statement = parser.parseStatement(null, true, Object.create(null));
      if (isInPrologue) {
        parser.adaptDirectivePrologue([statement]);
        isInPrologue = "directive" in statement;
      }
      this.#onStatement(statement);
    }
    parser.next();
    program.body = [];
    return parser.finishNode(program, "Program");
  }

  /** The parser looks for a name declared twice in a list of all names of a scope. */
  declareName(): void {}

  checkLocalExport(): void {}

  parseFunctionParams(node: AnyNode & WithParameters): void {
    node.parametersStart = inside(this).start;
    parseFunctionParams.call(this, node);
  }

  parseExprOp(
    left: AnyNode,
    leftStart: number,
    leftLocation: unknown,
    minPrecedence: number,
    forInit: unknown,
  ): AnyNode {
    const parser = inside(this);
    let joined = left;
    for (;;) {
      const { type } = parser;
      if (type.binop === null || (forInit && type === tokTypes._in) || type.binop <= minPrecedence) return joined;
      const isCoalesce = type === tokTypes.coalesce;
      const isLogical = type === tokTypes.logicalOR || type === tokTypes.logicalAND || isCoalesce;
      /* `??` binds as tightly as `&&`, so that its right side holds neither that nor `||`. */
      const precedence = isCoalesce ? (tokTypes.logicalAND as Inside["type"]).binop : type.binop;
      const operator = parser.value;
      parser.next();
      const { start } = parser;
      const operand = parser.parseMaybeUnary(null, false, false, forInit);
      const right = this.parseExprOp(operand, start, undefined, precedence ?? 0, forInit);
      joined = parser.buildBinary(leftStart, leftLocation, joined, right, operator, isLogical);
    }
  }
}

function inside(parser: Parser): Inside {
  return parser as unknown as Inside;
}
