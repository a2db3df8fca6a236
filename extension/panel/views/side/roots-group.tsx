import { useState } from "preact/hooks";
import { ELEMENTS_ROOT } from "../../../protocol/names.ts";
import { collectedSentenceOf, globalsReasonOf, pageRootsOf, takesGlobals } from "../../store/roots.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./roots-group.css";

export function RootsGroup() {
  const panel = usePanel();
  const roots = usePanelState((state) => state.roots);
  const pageRoots = pageRootsOf(roots);
  const isWaiting = roots.listed === null && roots.failure === null;
  return (
    <fieldset class="section roots" aria-busy={isWaiting}>
      <legend>Roots</legend>
      {roots.failure !== null && <p class="field-failure">{roots.failure}</p>}
      <ul class="root-list">
        {pageRoots.map((root) => (
          <RootRow
            key={`page ${root.origin} ${root.name}`}
            name={root.name}
            origin={root.name === ELEMENTS_ROOT ? "elements" : root.isCollected ? "collected" : root.origin}
            title={root.name}
          />
        ))}
        {roots.expressions.map(({ name, expression }) => (
          <RootRow key={`expression ${name}`} name={name} origin="expression" title={expression} />
        ))}
      </ul>
      <label class="check">
        <input
          type="checkbox"
          aria-describedby="globals-reason"
          checked={takesGlobals(roots)}
          /* Until the page has answered, it could change under the pointer. */
          disabled={isWaiting && roots.globals === "auto"}
          onChange={(event) => void panel.chooseGlobals(event.currentTarget.checked ? "on" : "off")}
        />
        <span class="root-name">Page globals</span>
      </label>
      <p class="quiet globals-reason" id="globals-reason">
        {globalsReasonOf(roots)}
      </p>
      <AddRoot />
    </fieldset>
  );
}

interface RootRowProps {
  readonly name: string;
  readonly origin: "registered" | "collected" | "framework" | "global" | "elements" | "expression";
  readonly title: string;
}

function RootRow({ name, origin, title }: RootRowProps) {
  const panel = usePanel();
  const isExcluded = usePanelState((state) => state.roots.excluded.has(name));
  return (
    <li>
      <label class="check">
        <input
          type="checkbox"
          checked={!isExcluded}
          aria-describedby={origin === "elements" ? "elements-note" : undefined}
          onChange={(event) =>
            panel.store.dispatch({ type: event.currentTarget.checked ? "root-included" : "root-excluded", name })
          }
        />
        <bdi class="root-name" title={title}>
          {name}
        </bdi>
      </label>
      {origin !== "elements" && <span class="quiet">{origin === "collected" ? "registered, gone" : origin}</span>}
      {origin === "expression" && (
        <button
          type="button"
          class="icon-button"
          aria-label={`Remove ${name}`}
          title="Remove"
          onClick={() => void panel.removeExpression(name)}
        >
          <Icon name="close" />
        </button>
      )}
      {origin === "collected" && (
        <p class="quiet root-note">
          <bdi>{collectedSentenceOf([name])}</bdi>
        </p>
      )}
      {origin === "elements" && (
        <p class="quiet root-note" id="elements-note">
          What scripts keep on the page’s elements, as React, Vue, Preact and custom elements do.
        </p>
      )}
    </li>
  );
}

function AddRoot() {
  const panel = usePanel();
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
