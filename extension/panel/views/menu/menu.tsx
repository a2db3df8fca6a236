import type { ComponentChildren, RefObject } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { MENU_ENTRIES, moveInMenu } from "./menu-keys.ts";
import "./menu.css";

interface MenuProps {
  readonly name: string;
  readonly id?: string;
  readonly class?: string;
  /** The menu opens below this element, or, if that has no room for it, as near as there is room. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ComponentChildren;
  onClose(): void;
}

/**
 * An open menu. It is a popover of the browser's own: it lies above everything, a press beside it closes it, and it
 * gives the keyboard focus back. Escape is a key of the panel, because DevTools would open its drawer.
 */
export function Menu({ name, id, class: className = "", anchor, children, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null || anchor.current === null) return;
    const onBeforeToggle = (event: ToggleEvent): void => {
      if (event.newState === "closed") close.current();
    };
    /* The rest of DevTools is another document, in which a press closes no popover of this one. */
    const onBlur = (): void => close.current();
    element.showPopover({ source: anchor.current });
    element.querySelector<HTMLElement>(MENU_ENTRIES)?.focus();
    element.addEventListener("beforetoggle", onBeforeToggle);
    addEventListener("blur", onBlur);
    return () => {
      removeEventListener("blur", onBlur);
      /* The state has closed this menu, and may have opened the next one, which must stay. */
      element.removeEventListener("beforetoggle", onBeforeToggle);
      element.hidePopover();
    };
  }, [anchor]);

  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      class={`menu ${className}`}
      role="menu"
      aria-label={name}
      tabIndex={-1}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Tab") {
          event.preventDefault();
          onClose();
        } else if (moveInMenu(event.currentTarget, event)) event.stopPropagation();
      }}
    >
      {children}
    </div>
  );
}

interface PointMenuProps extends Omit<MenuProps, "anchor"> {
  /** CSS pixels of the panel. */
  readonly x: number;
  readonly y: number;
}

/** A menu at a point. For another point it is another menu: give it a key. */
export function PointMenu({ x, y, ...menu }: PointMenuProps) {
  const point = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={point} class="menu-point" style={{ left: `${x}px`, top: `${y}px` }} />
      <Menu {...menu} anchor={point} />
    </>
  );
}

interface MenuGroupProps {
  readonly name: string;
  /** What holds for all of its items. */
  readonly note?: string;
  readonly children: ComponentChildren;
}

export function MenuGroup({ name, note, children }: MenuGroupProps) {
  const noteId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
    <div class="menu-group" role="group" aria-label={name} aria-describedby={note === undefined ? undefined : noteId}>
      {note !== undefined && (
        <p class="quiet menu-note" id={noteId} aria-hidden="true">
          {note}
        </p>
      )}
      {children}
    </div>
  );
}

interface MenuItemProps {
  readonly name: string;
  /** A screen reader reads it after the name, as a description. */
  readonly hint?: string;
  readonly title?: string;
  /** `null` if it cannot be chosen now. */
  readonly onChoose: (() => void) | null;
}

export function MenuItem(props: MenuItemProps) {
  return <Entry {...props} role="menuitem" />;
}

/** Something that a menu does. */
export interface MenuAction {
  readonly name: string;
  readonly hint: string;
  /** `null` if it cannot be done now. */
  readonly run: (() => unknown) | null;
}

/** One item for each action; it closes the menu, then runs. */
export function MenuActions({ actions, onClose }: { readonly actions: readonly MenuAction[]; onClose(): void }) {
  return actions.map(({ name, hint, run }) => {
    const choose = (): void => {
      onClose();
      run?.();
    };
    return <MenuItem key={name} name={name} hint={hint} onChoose={run === null ? null : choose} />;
  });
}

export interface MenuLink {
  readonly name: string;
  /** What stands there for the name. */
  readonly shown: string;
  readonly url: string;
  readonly title: string;
}

/** Items that open a tab, side by side. */
export function MenuLinks({ links, onClose }: { readonly links: readonly MenuLink[]; onClose(): void }) {
  return (
    <div class="menu-links" role="presentation">
      {links.map(({ name, shown, url, title }) => (
        <a
          key={url}
          role="menuitem"
          tabIndex={-1}
          aria-label={name}
          title={title}
          href={url}
          target="_blank"
          rel="noreferrer"
          onClick={onClose}
          onKeyDown={(event) => {
            /* As on the buttons around it. */
            if (event.key === " ") event.currentTarget.click();
          }}
        >
          <span>{shown}</span>
        </a>
      ))}
    </div>
  );
}

interface MenuChoiceProps extends MenuItemProps {
  readonly role: "menuitemradio" | "menuitemcheckbox";
  readonly isChosen: boolean;
}

/** One of several, or one that is on or off. */
export function MenuChoice(props: MenuChoiceProps) {
  return <Entry {...props} />;
}

interface EntryProps extends MenuItemProps {
  readonly role: "menuitem" | MenuChoiceProps["role"];
  readonly isChosen?: boolean;
}

function Entry({ role, name, hint = "", title, isChosen, onChoose }: EntryProps) {
  const hintId = useId();
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only a choice is checked
    <button
      type="button"
      role={role}
      tabIndex={-1}
      title={title}
      aria-checked={isChosen}
      aria-disabled={onChoose === null}
      aria-describedby={hint === "" ? undefined : hintId}
      onClick={() => onChoose?.()}
    >
      <span>{name}</span>
      {hint !== "" && (
        <span class="quiet" id={hintId} aria-hidden="true">
          {hint}
        </span>
      )}
    </button>
  );
}
