import { PLACE_SELF } from "../../graph/graph.ts";
import type { Layout } from "../../layout/layout.ts";
import type { Sink } from "../../sink/sink.ts";
import { describeFields, type LibraryType } from "./library-types.ts";
import { addEntriesOf, ownObjectOf } from "./marker.ts";

const TYPE = ["_callObserver"];
/* A type leads back to its document, and to the item that it is the content of. It holds markers of the places that were edited last. */
const OWNERS = ["doc", "_item", "_searchMarker"];

/** Yjs: a document leads to its shared types by their names, and a type to its items. */
export const YJS_TYPES: readonly LibraryType[] = [
  {
    typeName: "Y.Doc",
    marker: "getXmlFragment",
    addWords: addShared,
  },
  { typeName: "Y.Text", marker: "applyDelta", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Map", marker: "has", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Array", marker: "unshift", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.XmlElement", marker: "getAttribute", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.XmlFragment", marker: "createTreeWalker", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Item", marker: "markDeleted", borrowed: ["parent", "left"] },
  { typeName: "Y.Content", marker: "splice", methods: ["getRef", "isCountable"], isBase: true },
  { typeName: "Y.UndoManager", marker: "stopCapturing", borrowed: ["doc"] },
];

/** The store has all items in the order in which they were made, and no methods by which to recognise it. It owns those that are in no type any more. */
function addShared(doc: object, sink: Sink, { objectHeaderSize }: Layout): void {
  addEntriesOf(ownObjectOf(doc, "share"), PLACE_SELF, sink);
  const store = ownObjectOf(doc, "store");
  if (store === undefined) return;
  sink.part(store, (object, partSink) => {
    describeFields(object, partSink, "Y.StructStore", objectHeaderSize, ["clients"]);
  });
}
