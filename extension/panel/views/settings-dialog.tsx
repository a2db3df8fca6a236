import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { SizeUnit } from "../frames/figures.ts";
import { writeSize } from "../frames/figures.ts";
import { keptBytesOf } from "../store/memory-limit.ts";
import type { TakesFound } from "../store/takes-found.ts";
import { usePanelState, useWholePanel } from "./parts/panel-context.ts";
import { SheetDialog } from "./parts/sheet-dialog.tsx";
import "./settings-dialog.css";

const SIZE_UNITS: ReadonlyMap<SizeUnit, string> = new Map([
  ["binary", "KiB, MiB: steps of 1,024 bytes"],
  ["decimal", "kB, MB: steps of 1,000 bytes"],
]);

const FOUND_ROOTS: ReadonlyMap<TakesFound, string> = new Map([
  ["without-registered", "Only if the page registers no root"],
  ["always", "Always, beside registered roots"],
]);

/** What holds for every page, what the extension keeps, and how to remove it. */
export function SettingsDialog() {
  const isOpen = usePanelState((state) => state.menu.kind === "settings");
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog() {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const theme = usePanelState((state) => state.theme);
  const sizeUnit = usePanelState((state) => state.sizeUnit);
  const takesFound = usePanelState((state) => state.roots.takesFound);
  const snapshots = usePanelState((state) => state.snapshots);
  return (
    <SheetDialog title="Settings" class="settings">
      <div class="settings-list">
        <Choices
          name="Sizes"
          options={SIZE_UNITS}
          value={sizeUnit}
          onChoose={(chosen) => dispatch({ type: "size-unit-chosen", sizeUnit: chosen })}
        />
        <Choices
          name="Measure what is found in a page"
          options={FOUND_ROOTS}
          value={takesFound}
          onChoose={(chosen) => dispatch({ type: "found-roots-chosen", takesFound: chosen })}
        />
        <Kept name="Ticks under “Roots”" action="Clear" onAction={panel.clearTicks}>
          The boxes that you tick under “Roots” are kept for each site, on this machine: the names of the roots, and
          whether they are ticked.
        </Kept>
        <Kept
          name="Snapshots"
          action="Delete all snapshots"
          onAction={() => dispatch({ type: "snapshots-cleared" })}
          isDisabled={snapshots.length === 0}
        >
          {snapshots.length === 0
            ? "There are none now."
            : `${snapshots.length} in the list, in ${writeSize(keptBytesOf(snapshots))} of memory.`}{" "}
          Those of a page stay on this machine until the browser is closed, so that they are there when DevTools is
          opened again.
        </Kept>
        <section class="settings-kept" aria-label="Documents and feedback">
          <h2>Documents and feedback</h2>
          <p>
            <b>Help</b> (?) explains views, figures and keys. The documents are in the folder docs of the repository
            that this extension was built from. Feedback goes to that repository, too.
          </p>
        </section>
        <p class="quiet">
          Colours follow the theme of DevTools, which is {theme} now. Allocative {panel.version}.
        </p>
      </div>
    </SheetDialog>
  );
}

interface ChoicesProps<Value extends string> {
  readonly name: string;
  readonly options: ReadonlyMap<Value, string>;
  readonly value: Value;
  onChoose(value: Value): void;
}

function Choices<Value extends string>({ name, options, value, onChoose }: ChoicesProps<Value>) {
  const group = useId();
  return (
    <fieldset class="settings-choices">
      <legend>{name}</legend>
      {[...options].map(([one, label]) => (
        <label key={one} class="check">
          <input type="radio" name={group} checked={one === value} onChange={() => onChoose(one)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface KeptProps {
  readonly name: string;
  readonly action: string;
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
  onAction(): void;
}

/** Something that is kept, and the button that removes it. */
function Kept({ name, action, isDisabled = false, children, onAction }: KeptProps) {
  const note = useId();
  return (
    <section class="settings-kept" aria-label={name}>
      <h2>{name}</h2>
      <p id={note}>{children}</p>
      <button type="button" class="button small" aria-describedby={note} disabled={isDisabled} onClick={onAction}>
        {action}
      </button>
    </section>
  );
}
