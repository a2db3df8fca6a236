import { KIND_FIELD, PLACE_SELF, SHAPE_INLINE } from "../../graph/graph.ts";
import type { Sink } from "../../sink/sink.ts";
import { type ClosureContext, NAMELESS_CONTEXT } from "./closure-context.ts";
import { describeVariables, MAX_NAMED_VARIABLES } from "./describe-context.ts";

/** What a module keeps, as a bundler's plug-in derived it. */
export interface ModuleVariables extends ClosureContext {
  /** The file in a package, whose frame is between that of the package and those of the variables; "" for a root of its own. */
  readonly file: string;
}

/** A module, where no debugger counts its context: the words of its variables. A bundle's modules share one context, so its header is no module's. */
export function describeCountedModule(object: object, sink: Sink): void {
  const module = object as ModuleVariables;
  sink.beginInternal(NAMELESS_CONTEXT, (module.slots - module.names.length) * sink.layout.wordSize, SHAPE_INLINE);
  describeVariables(module, sink, placeOfModule(module, sink));
}

/** The same where a debugger counts it, as the outermost variables of a script: the variables are named, and take nothing. */
export function describeNamedModule(object: object, sink: Sink): void {
  const module = object as ModuleVariables;
  const { names, values } = module;
  sink.beginInternal(NAMELESS_CONTEXT, 0, SHAPE_INLINE);
  const around = placeOfModule(module, sink);
  for (let i = 0; i < names.length && i < MAX_NAMED_VARIABLES; i++) {
    const place = sink.hasRoomForShapes ? sink.placeOf(around, names[i], KIND_FIELD) : around;
    sink.reference(place, typeof values[i] === "number" ? undefined : values[i]);
  }
}

function placeOfModule({ file }: ModuleVariables, sink: Sink): number {
  return file === "" || !sink.hasRoomForShapes ? PLACE_SELF : sink.placeOf(PLACE_SELF, file, KIND_FIELD);
}
