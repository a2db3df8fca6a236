import { tabSeparated } from "../../frames/tab-separated.ts";
import type { ActionTarget } from "../../store/object-actions.ts";
import { objectAt } from "../../store/object-state.ts";
import type { ObjectMenuState } from "../../store/state.ts";
import { objectItems, objectNote } from "../box-menu/object-items.ts";
import { type MenuAction, MenuActions, MenuGroup, PointMenu } from "../menu/menu.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { keyOf, OBJECT_COLUMNS } from "./object-columns.tsx";

/** The menu of one row of Objects. */
export function ObjectMenu() {
  const place = usePanelState(({ menu }) => (menu.kind === "object" ? menu : null));
  return place === null ? null : <OpenMenu key={`${place.index} ${place.x} ${place.y}`} place={place} />;
}

function OpenMenu({ place }: { readonly place: ObjectMenuState }) {
  const panel = useWholePanel();
  const listed = usePanelState(({ objects }) => objectAt(objects, place.index)?.row ?? null);
  if (listed === null) return null;
  const row = objectAt(panel.store.state.objects, place.index);
  if (row === null) return null;
  const key = keyOf(row);
  const close = (): void => panel.store.dispatch({ type: "menu-closed" });
  const target: ActionTarget = { of: "object", object: { node: row.row.node, cell: row.row.cell }, label: key };
  const note = objectNote(panel, 1);
  const actions: readonly MenuAction[] = [
    {
      name: "Copy path",
      hint: "as an expression for the console",
      run: note === undefined ? () => void panel.objectActions.copyPath(target) : null,
    },
    { name: "Copy key", hint: "", run: () => void panel.copyText(key) },
    {
      name: "Copy row",
      hint: "",
      run: () =>
        void panel.copyText(
          tabSeparated(OBJECT_COLUMNS.map((column) => column.text({ index: place.index, listed: row }))),
        ),
    },
  ];
  return (
    <PointMenu name={`Object ${key}`} x={place.x} y={place.y} onClose={close}>
      <MenuGroup name="Object" {...(note !== undefined && { note })}>
        <MenuActions actions={objectItems(panel, target, 1)} onClose={close} />
      </MenuGroup>
      <MenuGroup name="Copy">
        <MenuActions actions={actions} onClose={close} />
      </MenuGroup>
    </PointMenu>
  );
}
