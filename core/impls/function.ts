import { ownKeysOf } from "../introspect.ts";
import type { Sink } from "../visitor.ts";
import type { ImplContext } from "./impl.ts";
import { describeAddedFields, describeDictionary } from "./own-fields.ts";

/**
 * Functions and classes: the closure object and its own added properties. `prototype` is never read: V8 makes the object
 * when it is first asked for. Variables in its scope are invisible to JavaScript.
 */
export function describeFunction(object: object, sink: Sink, context: ImplContext): boolean {
  const { layout } = context;
  const keys = ownKeysOf(object);
  const added: (string | symbol)[] = [];
  let size = layout.functionSize;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key === "prototype") size = layout.functionWithPrototypeSize;
    else if (key !== "length" && key !== "name" && key !== "arguments" && key !== "caller") added[added.length] = key;
  }
  sink.begin(context.typeName, size);
  if (added.length > context.dictionaryKeys) describeDictionary(object, added, 0, sink, layout);
  else describeAddedFields(object, added, 0, sink, layout);
  return true;
}
