import { Icon, type IconName } from "../parts/icon.tsx";
import { usePanel } from "../parts/panel-context.ts";

interface DialogButtonProps {
  readonly kind: "settings" | "help";
  readonly name: string;
  readonly icon: IconName;
}

export function DialogButton({ kind, name, icon }: DialogButtonProps) {
  const { dispatch } = usePanel().store;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      aria-haspopup="dialog"
      onClick={() => dispatch({ type: "menu-opened", menu: { kind } })}
    >
      <Icon name={icon} />
    </button>
  );
}
