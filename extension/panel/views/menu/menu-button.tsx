import type { ComponentChildren, RefObject } from "preact";
import type { Menu } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

interface MenuButtonProps {
  /** Id of the menu that it opens. */
  readonly menuId: string;
  readonly menu: Menu;
  /** Its name, where its content is an icon. */
  readonly name?: string;
  readonly class: string;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
}

/** Opens a menu and closes it. */
export function MenuButton(props: MenuButtonProps) {
  const { menuId, menu, name, class: className, button, isDisabled = false, children } = props;
  const { dispatch } = usePanel().store;
  const isOpen = usePanelState((state) => state.menu.kind === menu.kind);
  return (
    <button
      ref={button}
      type="button"
      class={className}
      /* A press on it is no press beside the menu, which would close the menu before the click. */
      popovertarget={menuId}
      aria-label={name}
      title={name}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      aria-disabled={isDisabled}
      onClick={(event) => {
        event.preventDefault();
        if (!isDisabled) dispatch(isOpen ? { type: "menu-closed" } : { type: "menu-opened", menu });
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" || isDisabled) return;
        event.preventDefault();
        dispatch({ type: "menu-opened", menu });
      }}
    >
      {children}
    </button>
  );
}
