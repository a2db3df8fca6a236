import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { writeCount } from "../../frames/figures.ts";

const FIRST_ROWS = 50;
/** Each press shows as many again, and these. */
const MORE_ROWS = 500;

interface MoreRows {
  /** How many rows to show. */
  readonly shown: number;
  /** `Show 500 more of 12,345`; `null` if all are shown. */
  readonly more: ComponentChildren;
}

/** A long list begins short and grows as the user asks for it. Lists of another `subject` begin anew. */
export function useMoreRows(count: number, subject: unknown): MoreRows {
  const [asked, setAsked] = useState({ subject, rows: FIRST_ROWS });
  const rows = asked.subject === subject ? asked.rows : FIRST_ROWS;
  const shown = Math.min(count, rows);
  const next = Math.min(count - shown, MORE_ROWS);
  return {
    shown,
    more:
      next === 0 ? null : (
        <button
          type="button"
          class="button small"
          onClick={() => setAsked({ subject, rows: rows + MORE_ROWS })}
        >{`Show ${writeCount(next)} more of ${writeCount(count)}`}</button>
      ),
  };
}
