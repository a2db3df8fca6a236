import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";
import "./help-note.css";

interface HelpNoteProps {
  readonly about: string;
  readonly children: ComponentChildren;
}

/** A button that opens an explanation: unlike a tooltip of the browser's, the keyboard and touch reach it. */
export function HelpNote({ about, children }: HelpNoteProps) {
  const id = useId();
  return (
    <>
      <button type="button" class="help-button" aria-label={`About ${about}`} popovertarget={id}>
        <Icon name="help" />
      </button>
      <div id={id} popover="auto" class="help-note" role="note" aria-label={about}>
        {children}
      </div>
    </>
  );
}

/** Closes the open explanation. Returns whether there was one. */
export function closeHelpNote(): boolean {
  const note = document.querySelector<HTMLElement>(".help-note:popover-open");
  note?.hidePopover();
  return note !== null;
}
