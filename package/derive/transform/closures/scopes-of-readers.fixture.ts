import type { ContextReader, DerivedFunctions } from "../../../../core/registry/derived-types.ts";
import "../../runtime/runtime.ts";
import { type ContextText, valueText } from "./scopes-of-v8.fixture.ts";

/** The runtime's own answers, which a snapshot reads from the registry's record. */
const record: { readonly derived: ReadonlySet<DerivedFunctions> } = Reflect.get(
  globalThis,
  Symbol.for("allocative.registry"),
);
const [derivedHere] = record.derived;

/** The contexts of a function as its readers give them, as far as the engine's debugger lists such. */
export function contextsOfReaders(fn: object): ContextText[] {
  const contexts: ContextText[] = [];
  let reader: ContextReader | undefined = derivedHere?.readerOf(fn);
  while (reader !== undefined) {
    const [name, outside, variables]: ReturnType<ContextReader> = reader();
    contexts.push({
      name,
      variables: Object.fromEntries(Object.keys(variables).map((key) => [key, textOf(variables, key)])),
    });
    reader = outside;
  }
  return contexts.flatMap(withoutHidden);
}

function textOf(variables: object, key: string): string {
  try {
    return valueText(Reflect.get(variables, key));
  } catch (error) {
    if ((error as Error).name === "ReferenceError") return "(no value yet)";
    throw error;
  }
}

/** The debugger does not list a captured `this`, nor the own name of a function expression, and has `undefined` for a variable without a value yet. */
function withoutHidden({ name, variables }: ContextText): ContextText[] {
  const listed = Object.entries(variables).filter(([key]) => key !== "this" && key !== "rec");
  const shown = listed.map(([key, value]) => [key, value === "(no value yet)" ? "undefined" : value] as const);
  return shown.length === 0 ? [] : [{ name, variables: Object.fromEntries(shown) }];
}
