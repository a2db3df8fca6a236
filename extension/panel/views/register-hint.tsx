import { Icon } from "./parts/icon.tsx";
import { usePanel } from "./parts/panel-context.ts";
import "./register-hint.css";

const CODE = 'import { registerRoot } from "allocative";\nregisterRoot("store", () => store);';

/** The line that makes an object of the app a root. */
export function RegisterHint() {
  const panel = usePanel();
  return (
    <div class="register-hint">
      <p>To see your own names, register what you want measured:</p>
      <div class="code">
        <pre>
          <code>{CODE}</code>
        </pre>
        <button
          type="button"
          class="icon-button"
          aria-label="Copy code"
          title="Copy"
          onClick={() => void panel.copyText(CODE)}
        >
          <Icon name="copy" />
        </button>
      </div>
    </div>
  );
}
