import { Icon } from "../parts/icon.tsx";

interface TwistyProps {
  readonly canOpen: boolean;
  readonly isOpen: boolean;
  onToggle(): void;
}

/** Opens and closes the row it stands in, by pointer: the row says aria-expanded, and the arrow keys do the same. */
export function Twisty({ canOpen, isOpen, onToggle }: TwistyProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      class={canOpen ? (isOpen ? "twisty open" : "twisty") : "twisty none"}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDblClick={(event) => event.stopPropagation()}
    >
      <Icon name="twisty" />
    </span>
  );
}
