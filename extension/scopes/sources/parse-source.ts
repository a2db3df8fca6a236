import { type AnyNode, type Options, Parser, type Program, type TokenType, tokTypes } from "acorn";

/** The source is not JavaScript as the parser knows it, or nests too deeply for it. */
export class UnparsableSourceError extends Error {
  override readonly name = "UnparsableSourceError";
}

/** How the engine read a script; `"unknown"`: as a module if it can be one. */
export type SourceKind = "module" | "script" | "unknown";

export interface ParsedSource {
  readonly program: Program;
  readonly isModule: boolean;
}

const OPTIONS: Options = {
  ecmaVersion: "latest",
  allowHashBang: true,
  /* Of code that was given to `eval` or runs as a function. */
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** Throws `UnparsableSourceError`. */
export function parseSource(source: string, kind: SourceKind): ParsedSource {
  if (kind === "script") return { program: parseAs("script", source), isModule: false };
  try {
    return { program: parseAs("module", source), isModule: true };
  } catch (error) {
    if (kind === "module" || !(error instanceof UnparsableSourceError)) throw error;
  }
  return { program: parseAs("script", source), isModule: false };
}

function parseAs(sourceType: "module" | "script", source: string): Program {
  try {
    return LenientParser.parse(source, { ...OPTIONS, sourceType });
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
  raise(at: number, message: string): never;
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
class LenientParser extends Parser {
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
