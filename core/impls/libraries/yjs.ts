import { PLACE_SELF } from "../../graph/graph.ts";
import type { LibraryType } from "./library-types.ts";
import { addEntriesOf, ownObjectOf } from "./marker.ts";

const TYPE = ["_callObserver"];
/* A type leads back to its document, and to the item that it is the content of. */
const OWNERS = ["doc", "_item"];

/** Yjs: a document leads to its shared types by their names. */
export const YJS_TYPES: readonly LibraryType[] = [
  {
    typeName: "Y.Doc",
    marker: "getXmlFragment",
    addWords: (doc, sink) => addEntriesOf(ownObjectOf(doc, "share"), PLACE_SELF, sink),
  },
  { typeName: "Y.Text", marker: "applyDelta", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Map", marker: "has", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Array", marker: "unshift", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.XmlElement", marker: "getAttribute", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.XmlFragment", marker: "createTreeWalker", methods: TYPE, borrowed: OWNERS },
  { typeName: "Y.Item", marker: "markDeleted", borrowed: ["parent"] },
  { typeName: "Y.Content", marker: "splice", methods: ["getRef", "isCountable"], isBase: true },
  { typeName: "Y.UndoManager", marker: "stopCapturing", borrowed: ["doc"] },
];
