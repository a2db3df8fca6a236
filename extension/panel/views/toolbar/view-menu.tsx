import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { isWholePanel } from "../../store/panel.ts";
import { Menu } from "../menu/menu.tsx";
import { MenuButton } from "../menu/menu-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { ArrangementChoices } from "./arrangement-choices.tsx";
import { MyCodeChoice } from "./my-code-choice.tsx";
import { NamesChoices } from "./names-choices.tsx";
import { ScopeChoices } from "./scope-choices.tsx";
import { SharingChoices } from "./sharing-choices.tsx";
import "./view-menu.css";

const MENU_ID = "view-menu";

/** The button, and below it the menu while it is open. */
export function ViewMenu() {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuButton menuId={MENU_ID} menu={{ kind: "view" }} class="button" button={button}>
        View
        <Icon name="menu" />
      </MenuButton>
      <OpenViewMenu anchor={button} />
    </>
  );
}

/** How all views show the snapshot, while its menu is open. */
export function OpenViewMenu({ anchor }: { readonly anchor: RefObject<HTMLButtonElement | null> }) {
  const panel = usePanel();
  const isOpen = usePanelState((state) => state.menu.kind === "view");
  const close = (): void => panel.store.dispatch({ type: "menu-closed" });
  if (!isOpen) return null;
  return (
    <Menu id={MENU_ID} class="view-menu" name="View" anchor={anchor} onClose={close}>
      <ArrangementChoices onClose={close} />
      {/* Without objects the frames stay as they are. */}
      {isWholePanel(panel) && (
        <>
          <SharingChoices onClose={close} />
          <NamesChoices onClose={close} />
        </>
      )}
      <MyCodeChoice onClose={close} />
      <ScopeChoices onClose={close} />
    </Menu>
  );
}
