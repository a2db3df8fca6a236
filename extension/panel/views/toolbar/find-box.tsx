import { commandOf } from "../../store/shortcuts.ts";
import { writeMatches } from "../../store/status.ts";
import { FIND_ID } from "../panel-keys.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import "./find-box.css";

export function FindBox() {
  const panel = usePanel();
  const search = usePanelState((state) => state.search);
  const hasSnapshot = usePanelState((state) => state.current !== null);
  const isFound = search.matches.boxes.length > 0;
  return (
    <search class="find">
      <input
        id={FIND_ID}
        class="input"
        type="search"
        aria-label="Find"
        aria-describedby="find-count"
        placeholder="Find a field or type"
        title="Find a field or type (/)"
        spellcheck={false}
        autocomplete="off"
        disabled={!hasSnapshot}
        value={search.query}
        onInput={(event) => panel.store.dispatch({ type: "searched", query: event.currentTarget.value })}
        onKeyDown={(event) => {
          const command = commandOf("find", event);
          if (command === null) return;
          event.preventDefault();
          panel.store.dispatch({ type: "match-visited", step: command === "next-match" ? 1 : -1 });
        }}
      />
      <span
        class={search.query !== "" && !isFound ? "find-count none" : "find-count"}
        id="find-count"
        aria-live="polite"
      >
        {writeMatches(search)}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Previous match"
        title="Previous match (Shift+Enter)"
        disabled={!isFound}
        onClick={() => panel.store.dispatch({ type: "match-visited", step: -1 })}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Next match"
        title="Next match (Enter)"
        disabled={!isFound}
        onClick={() => panel.store.dispatch({ type: "match-visited", step: 1 })}
      >
        <Icon name="down" />
      </button>
    </search>
  );
}
