import { useId, useState } from "preact/hooks";
import "./counts-list.css";

/** More are listed when the user asks for them. */
const SHOWN_AT_FIRST = 8;

export interface CountItem {
  readonly name: string;
  /** `22`, or `2 → 22`. */
  readonly count: string;
  /** What the count leaves out; `""` for nothing. */
  readonly exact: string;
  /** `""` for none. */
  readonly note: string;
}

/** What there are how many of; nothing where there are none. */
export function CountsList({ items }: { readonly items: readonly CountItem[] }) {
  const headId = useId();
  const [isWhole, setIsWhole] = useState(false);
  if (items.length === 0) return null;
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <div class="counts">
      <span id={headId} class="quiet" title="Of the whole page, whatever is selected">
        Counts
      </span>
      <ul class="counts-items" aria-labelledby={headId}>
        {shown.map(({ name, count, exact, note }) => (
          <li key={name} title={exact || undefined}>
            <bdi class="counts-name">{name}</bdi> <span class="counts-count">{count}</span>
            {note !== "" && <span class="quiet"> {note}</span>}
          </li>
        ))}
      </ul>
      {items.length > SHOWN_AT_FIRST && (
        <button type="button" class="button small" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Fewer" : `${items.length - SHOWN_AT_FIRST} more`}
        </button>
      )}
    </div>
  );
}
