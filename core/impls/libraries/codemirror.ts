import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import type { Sink } from "../../sink/sink.ts";
import type { LibraryType } from "./library-types.ts";
import { ownObjectOf } from "./marker.ts";

/** CodeMirror 6: a view leads to its state and to its document. The syntax trees are Lezer's. */
export const CODEMIRROR_TYPES: readonly LibraryType[] = [
  {
    typeName: "EditorView",
    marker: "posAtDOM",
    methods: ["requestMeasure"],
    addWords: addState,
  },
  { typeName: "EditorState", marker: "changeByRange" },
  { typeName: "ViewState", marker: "viewportIsAppropriate", borrowed: ["view"] },
  { typeName: "Text", marker: "iterLines", isBase: true },
  { typeName: "RangeSet", marker: "between", methods: ["map"], isBase: true },
  { typeName: "HeightMap", marker: "decomposeLeft", isBase: true },
  { typeName: "Tree", marker: "resolveInner", methods: ["cursorAt"] },
  { typeName: "TreeBuffer", marker: "findChild", methods: ["slice"] },
];

function addState(view: object, sink: Sink): void {
  const viewState = ownObjectOf(view, "viewState");
  const state = viewState && ownObjectOf(viewState, "state");
  if (state === undefined) return;
  sink.reference(sink.placeOf(PLACE_SELF, "state", KIND_FIELD), state);
  sink.reference(sink.placeOf(PLACE_SELF, "doc", KIND_FIELD), ownObjectOf(state, "doc"));
}
