import type { LibraryType } from "./library-types.ts";

const MODEL = ["textModel", "_textModel"];

/** Monaco: models, their text, and what is kept for each of their lines. Services are the editor's, and views know their model. */
export const MONACO_TYPES: readonly LibraryType[] = [
  {
    typeName: "TextModel",
    marker: "_validateRangeRelaxedNoAllocations",
    borrowed: [
      "_undoRedoService",
      "_languageService",
      "_languageConfigurationService",
      "instantiationService",
      "_viewModels",
    ],
  },
  { typeName: "PieceTreeTextBuffer", marker: "mightContainUnusualLineTerminators", methods: ["getNearestChunk"] },
  { typeName: "PieceTree", marker: "getNearestChunk", methods: ["rbInsertRight"] },
  { typeName: "TreeNode", marker: "detach", methods: ["next", "prev"], borrowed: ["parent"] },
  { typeName: "IntervalNode", marker: "setCachedOffsets", borrowed: ["parent"] },
  { typeName: "TextModelPart", marker: "assertNotDisposed", isBase: true, borrowed: MODEL },
];
