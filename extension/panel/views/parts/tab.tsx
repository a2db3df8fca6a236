import type { ComponentChildren } from "preact";
import { type Command, commandOf } from "../../store/shortcuts.ts";

interface TabProps {
  readonly id: string;
  readonly isChosen: boolean;
  /** Id of the tab panel. */
  readonly panel: string;
  readonly children: ComponentChildren;
  onChoose(): void;
}

/** One tab of a list; Tab leads to the chosen one alone. */
export function Tab({ id, isChosen, panel, children, onChoose }: TabProps) {
  return (
    <button
      type="button"
      id={id}
      class="view-tab"
      role="tab"
      aria-selected={isChosen}
      aria-controls={isChosen ? panel : undefined}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}

/** The tab to which a key leads from the chosen one; `null` where the key is not one of the list's. */
export function tabAfter<Name>(event: KeyboardEvent, tabs: readonly Name[], chosen: Name): Name | null {
  const command = commandOf("views", event);
  if (command === null) return null;
  event.preventDefault();
  return tabs.at(indexAfter(command, tabs.indexOf(chosen), tabs.length)) ?? chosen;
}

/** Wraps around. */
function indexAfter(command: Command<"views">, index: number, count: number): number {
  switch (command) {
    case "next":
      return (index + 1) % count;
    case "previous":
      return index - 1;
    case "first":
      return 0;
    case "last":
      return -1;
  }
}
