import { useState } from "preact/hooks";
import { pagesOf } from "../../store/snapshot-list.ts";
import type { Snapshot, Taken } from "../../store/state.ts";
import { usePanel } from "../parts/panel-context.ts";
import "./compare-picker.css";

/** Chooses two snapshots, the last two by default; nothing if there is only one. */
export function ComparePicker({ snapshots }: { readonly snapshots: readonly Snapshot[] }) {
  const panel = usePanel();
  const [chosenBefore, setBefore] = useState(0);
  const [chosenAfter, setAfter] = useState(0);
  const taken = snapshots.filter((snapshot) => snapshot.kind !== "diff");
  const last = taken.at(-1);
  const lastButOne = taken.at(-2);
  if (last === undefined || lastButOne === undefined) return null;
  const isThere = (number: number): boolean => taken.some((snapshot) => snapshot.number === number);
  const before = isThere(chosenBefore) ? chosenBefore : lastButOne.number;
  const after = isThere(chosenAfter) ? chosenAfter : last.number;
  return (
    <form
      class="compare"
      aria-label="Compare"
      onSubmit={(event) => {
        event.preventDefault();
        void panel.snapshots.compare(before, after);
      }}
    >
      <Picker name="Before" taken={taken} value={before} choose={setBefore} />
      <Picker name="After" taken={taken} value={after} choose={setAfter} />
      <button
        type="submit"
        class="button small"
        disabled={before === after}
        title={before === after ? "Choose two different ones" : "Show what changed from one to the other"}
      >
        Compare
      </button>
    </form>
  );
}

interface PickerProps {
  readonly name: string;
  readonly taken: readonly Taken[];
  readonly value: number;
  choose(number: number): void;
}

function Picker({ name, taken, value, choose }: PickerProps) {
  return (
    <label class="compare-side">
      <span class="quiet">{name}</span>
      <select class="picker" value={String(value)} onChange={(event) => choose(Number(event.currentTarget.value))}>
        {taken.map((snapshot) => (
          <option key={snapshot.number} value={String(snapshot.number)}>
            {[snapshot.title, ...pagesOf(snapshot)].join(" · ")}
          </option>
        ))}
      </select>
    </label>
  );
}
