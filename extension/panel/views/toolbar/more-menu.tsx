import { useRef } from "preact/hooks";
import { currentSnapshotOf } from "../../store/state.ts";
import { Menu, MenuItem } from "../menu/menu.tsx";
import { MenuButton } from "../menu/menu-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { OpenExportMenu } from "./export-menu.tsx";
import { OpenViewMenu } from "./view-menu.tsx";

const MENU_ID = "more-menu";

interface MoreMenuProps {
  onOpenFile(): void;
  /** `null` while the recording is in view. */
  readonly onRecord: (() => void) | null;
}

/** What a narrow toolbar has no room for. The menus that it leads to open in its place. */
export function MoreMenu({ onOpenFile, onRecord }: MoreMenuProps) {
  const { store } = usePanel();
  const { dispatch } = store;
  const isOpen = usePanelState((state) => state.menu.kind === "more");
  const hasSnapshot = usePanelState((state) => currentSnapshotOf(state) !== null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    /* A dialog that this menu leads to closes it when it opens, and must stay. */
    if (store.state.menu.kind === "more") dispatch({ type: "menu-closed" });
  };
  const lead = (kind: "view" | "export" | "settings" | "help") => () =>
    dispatch({ type: "menu-opened", menu: { kind } });
  return (
    <>
      <MenuButton menuId={MENU_ID} menu={{ kind: "more" }} name="More" class="icon-button" button={button}>
        <Icon name="more" />
      </MenuButton>
      {isOpen && (
        <Menu id={MENU_ID} name="More" anchor={button} onClose={close}>
          <MenuItem name="View" hint="width, order, sharing, names" onChoose={lead("view")} />
          <MenuItem
            name="Record"
            hint="totals over time"
            onChoose={
              onRecord &&
              (() => {
                close();
                onRecord();
              })
            }
          />
          <MenuItem
            name="Open"
            hint="a file"
            onChoose={() => {
              close();
              onOpenFile();
            }}
          />
          <MenuItem name="Export" hint="formats" onChoose={hasSnapshot ? lead("export") : null} />
          <MenuItem name="Settings" onChoose={lead("settings")} />
          <MenuItem name="Help" hint="views, figures, keys" onChoose={lead("help")} />
        </Menu>
      )}
      <OpenViewMenu anchor={button} />
      <OpenExportMenu anchor={button} />
    </>
  );
}
