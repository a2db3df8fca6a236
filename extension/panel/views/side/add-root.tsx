import { useState } from "preact/hooks";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";

/** The field for an expression that becomes a root. */
export function AddRoot() {
  const panel = useWholePanel();
  const failure = usePanelState((state) => state.roots.expressionFailure);
  const [text, setText] = useState("");
  return (
    <form
      class="add-root"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await panel.addExpression(text)) setText("");
      }}
    >
      <input
        class="input"
        type="text"
        aria-label="Add root"
        aria-describedby="add-root-note"
        aria-invalid={failure !== null}
        placeholder="Add root: appState, or name = expression"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          panel.store.dispatch({ type: "expression-edited" });
        }}
      />
      <p id="add-root-note" class={failure === null ? "quiet" : "field-failure"} aria-live="polite">
        {failure ?? "Evaluated in the page for each snapshot. Enter adds it."}
      </p>
    </form>
  );
}
