import type { LibraryType } from "./library-types.ts";
import { addItemsOf, ownObjectOf } from "./marker.ts";

/* All services of a grid; and what they render. */
const BEANS = ["beans"];

/**
 * AG Grid: a row model leads to its rows, a row to its data. The object that an app gets from `createGrid` is made of
 * functions, so a grid is found from its elements, or from a row.
 */
export const AG_GRID_TYPES: readonly LibraryType[] = [
  { typeName: "RowNode", marker: "setRowTop", methods: ["setDataValue"], borrowed: ["beans", "parent"] },
  {
    typeName: "ClientSideRowModel",
    marker: "forEachNodeAfterFilterAndSort",
    borrowed: BEANS,
    addWords: (model, sink) => {
      const root = ownObjectOf(model, "rootNode");
      addItemsOf((root && ownObjectOf(root, "_leafs")) ?? ownObjectOf(model, "rowsToDisplay"), "rows", sink);
    },
  },
  { typeName: "RowCtrl", marker: "getRowYPosition", borrowed: ["beans", "rowNode"] },
  { typeName: "CellCtrl", marker: "updateAndFormatValue", borrowed: ["beans", "rowNode", "rowCtrl"] },
  { typeName: "AgColumn", marker: "getColDef", methods: ["getColId"], borrowed: BEANS },
  { typeName: "BeanStub", marker: "createManagedBean", isBase: true, borrowed: BEANS },
];
