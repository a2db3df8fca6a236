import type { FindOption } from "../../frames/query.ts";
import { commandOf } from "../../store/shortcuts.ts";
import { writeMatches } from "../../store/status.ts";
import { FIND_ID } from "../panel-keys.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { FIND_EXAMPLES } from "./find-examples.ts";
import "./find-box.css";

const HINT = FIND_EXAMPLES.map(([typed, finds]) => `${typed}: ${finds}`).join("\n");

const OPTIONS: readonly { readonly option: FindOption; readonly sign: string; readonly name: string }[] = [
  { option: "match-case", sign: "Aa", name: "Match case" },
  { option: "whole-word", sign: "ab", name: "Whole word" },
  { option: "pattern", sign: ".*", name: "Regular expression" },
];

export function FindBox() {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const { query, options, wanted, failure, isPending, inFocus, listed } = usePanelState((state) => state.search);
  const text = usePanelState(writeMatches);
  const hasSnapshot = usePanelState((state) => state.current !== null);
  const isFound = listed === null ? inFocus.end > inFocus.first : listed.rows.length > 0;
  const isMissing = failure !== null || (wanted !== null && !isPending && !isFound);
  return (
    <search class="find">
      <span class="find-field">
        <input
          id={FIND_ID}
          class="input"
          type="search"
          aria-label="Find"
          aria-describedby="find-count"
          aria-invalid={failure !== null}
          placeholder="Find a field or type"
          title={HINT}
          spellcheck={false}
          autocomplete="off"
          disabled={!hasSnapshot}
          value={query}
          onInput={(event) => dispatch({ type: "searched", query: event.currentTarget.value })}
          onKeyDown={(event) => {
            const command = commandOf("find", event);
            if (command === null) return;
            event.preventDefault();
            dispatch({ type: "match-visited", step: command === "next-match" ? 1 : -1 });
          }}
        />
        <span class="find-options">
          {OPTIONS.map(({ option, sign, name }) => (
            <button
              key={option}
              type="button"
              class={`find-option ${option}`}
              aria-label={name}
              aria-pressed={options.has(option)}
              title={name}
              disabled={!hasSnapshot}
              onClick={() => dispatch({ type: "find-option-toggled", option })}
              /* Drawn by the stylesheet: it is a sign, and no word of the button's name. */
              data-sign={sign}
            />
          ))}
        </span>
      </span>
      <span
        class={`find-count ${isMissing ? "none" : ""} ${failure === null ? "" : "failure"}`}
        id="find-count"
        aria-live="polite"
        title={text}
      >
        {text}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Previous match"
        title="Previous match (Shift+Enter)"
        disabled={!isFound}
        onClick={() => dispatch({ type: "match-visited", step: -1 })}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Next match"
        title="Next match (Enter)"
        disabled={!isFound}
        onClick={() => dispatch({ type: "match-visited", step: 1 })}
      >
        <Icon name="down" />
      </button>
    </search>
  );
}
