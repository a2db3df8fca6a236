import { KIND_FIELD, KIND_STORAGE, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { CONTEXT_CELL_BYTES, CONTEXT_CELL_WORDS, CONTEXT_HEADER_WORDS } from "../../layout/standard-sizes.ts";
import type { Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import { type ClosureContext, NAMELESS_CONTEXT } from "./closure-context.ts";

/** Variables of one context that have a name in a graph. */
export const MAX_NAMED_VARIABLES = 1 << 16;

/** Has the description of a function refer to a context. The word for it belongs to the function's own bytes. */
export function refersToContext(context: ClosureContext | undefined, sink: Sink): void {
  if (context === undefined) return;
  sink.part(context, describeInnerContext);
  sink.reference(PLACE_SELF, context);
}

/** A context that functions keep: a frame with the name of its function, and its variables under `[[Scopes]]`. */
export function describeInnerContext(object: object, sink: Sink): void {
  const context = object as ClosureContext;
  sink.beginInternal(context.name === "" ? NAMELESS_CONTEXT : context.name, headerSizeOf(context, sink), 0);
  refersToContext(context.above, sink);
  describeVariables(context, sink, sink.placeOf(PLACE_SELF, "[[Scopes]]", KIND_STORAGE));
}

/** An outermost context of a script: its variables stand right below the script's root, and its bytes are the root's. */
export function describeOuterContext(object: object, sink: Sink): void {
  const context = object as ClosureContext;
  sink.beginInternal(context.name === "" ? NAMELESS_CONTEXT : context.name, headerSizeOf(context, sink), SHAPE_INLINE);
  describeVariables(context, sink, PLACE_SELF);
}

/** The bytes of a context apart from the words of its named variables. */
function headerSizeOf({ names, slots }: ClosureContext, sink: Sink): number {
  const hidden = slots > names.length ? slots - names.length : 0;
  return (CONTEXT_HEADER_WORDS + hidden) * sink.layout.wordSize;
}

/** Ends the description. */
export function describeVariables({ names, values }: ClosureContext, sink: Sink, around: number): void {
  const count = names.length;
  /* Which variables were assigned anew cannot be seen. */
  const cell = CONTEXT_CELL_WORDS * sink.layout.wordSize + CONTEXT_CELL_BYTES;
  if (count > 0) sink.possibleBytes(PLACE_SELF, cell * count);
  const known = values.length < count ? values.length : count;
  const named = !sink.hasRoomForShapes ? 0 : count < MAX_NAMED_VARIABLES ? count : MAX_NAMED_VARIABLES;
  for (let i = 0; i < named; i++) {
    sink.fieldAt(sink.placeOf(around, names[i], KIND_FIELD), i < known ? values[i] : undefined);
  }
  if (count === named) return;
  sink.bytes(around, (count - named) * sink.layout.wordSize);
  if (known <= named) return;
  sink.beginItems(around);
  let i = named;
  describeInParts(sink, () => {
    sink.item(values[i++]);
    return i >= known;
  });
}
