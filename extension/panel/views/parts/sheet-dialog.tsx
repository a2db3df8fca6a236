import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { usePanel } from "./panel-context.ts";
import "./sheet-dialog.css";

/** The browser lets Tab go on from the last element to DevTools around the panel; here it goes to the first one. */
function keepInside(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not(:disabled), input, [tabindex='0']")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length]?.focus();
}

interface SheetDialogProps {
  readonly title: string;
  /** A class for its width. */
  readonly class: string;
  readonly children: ComponentChildren;
}

/** The open dialog of `PanelState.menu`: a modal one of the browser's own, so that nothing behind it can be reached, and the keyboard focus goes back when it is closed. */
export function SheetDialog({ title, class: width, children }: SheetDialogProps) {
  const { dispatch } = usePanel().store;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const close = (): void => dispatch({ type: "menu-closed" });

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      class={`sheet-dialog ${width}`}
      aria-modal="true"
      aria-labelledby={titleId}
      onClose={close}
      onKeyDown={keepInside}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="sheet">
        <header>
          <h1 id={titleId}>{title}</h1>
          <button type="button" class="icon-button" aria-label="Close" title="Close (Esc)" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
