import { KIND_FIELD, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import { fixedArraySizeOf } from "../../layout/layout.ts";
import type { Sink } from "../../sink/sink.ts";
import { describeInParts } from "../own-fields.ts";
import type { BoundFunction } from "./closure-context.ts";

/** Begins the description of a bound function with what it is bound to. The words for that are part of its header. */
export function describeBound(bound: BoundFunction, sink: Sink, typeName: string): void {
  sink.begin(typeName, sink.layout.boundFunctionSize);
  sink.reference(sink.placeOf(PLACE_SELF, "[[TargetFunction]]", KIND_FIELD), bound.target);
  sink.reference(sink.placeOf(PLACE_SELF, "[[BoundThis]]", KIND_FIELD), bound.thisValue);
  const { args } = bound;
  if (args.length === 0) return;
  sink.part(args, describeArguments);
  sink.reference(sink.placeOf(PLACE_SELF, "[[BoundArgs]]", KIND_FIELD), args);
}

/** The FixedArray of the arguments: it stands in the field. */
function describeArguments(list: object, sink: Sink): void {
  const args = list as BoundFunction["args"];
  sink.beginInternal("", fixedArraySizeOf(sink.layout, args.length), SHAPE_INLINE);
  sink.beginItems(PLACE_SELF);
  let i = 0;
  describeInParts(sink, () => {
    if (i < args.length) sink.item(args[i++]);
    return i >= args.length;
  });
}
