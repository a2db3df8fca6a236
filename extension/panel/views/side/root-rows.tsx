import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { RootDescription } from "../../../protocol/messages.ts";
import { entryKeyOf, isTaken } from "../../store/root-choices.ts";
import type { RootExpression } from "../../store/root-expression.ts";
import { collectedSentenceOf } from "../../store/roots.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";

interface RootCheckProps {
  readonly name: string;
  readonly isTicked: boolean;
  readonly describedBy?: string;
  readonly isDisabled?: boolean;
  readonly onTick: (isTicked: boolean) => void;
}

/** The box of a root, with its name. */
export function RootCheck({ name, isTicked, describedBy, isDisabled = false, onTick }: RootCheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isTicked}
        disabled={isDisabled}
        aria-describedby={describedBy}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <bdi class="root-name" title={name}>
        {name}
      </bdi>
    </label>
  );
}

interface PageRootRowProps {
  readonly root: RootDescription;
  readonly isDisabled?: boolean;
  /** What stands beside the name. */
  readonly note?: string;
  /** The note below. */
  readonly explained?: string;
}

/** A root that the page has. */
export function PageRootRow({ root, isDisabled = false, note, explained }: PageRootRowProps) {
  const { dispatch } = usePanel().store;
  const isTicked = usePanelState((state) => isTaken(state.roots, root));
  /* Not made of the name: a list of ids is apart at its spaces. */
  const noteId = useId();
  return (
    <li>
      <RootCheck
        name={root.name}
        isTicked={isTicked}
        isDisabled={isDisabled}
        {...(explained !== undefined && { describedBy: noteId })}
        onTick={(isNowTicked) => dispatch({ type: "root-ticked", key: entryKeyOf(root), isTicked: isNowTicked })}
      />
      {note !== undefined && <span class="quiet">{note}</span>}
      {explained !== undefined && <RootNote id={noteId}>{explained}</RootNote>}
    </li>
  );
}

/** A root that the page registered. */
export function RegisteredRow({ root }: { readonly root: RootDescription }) {
  return root.isCollected ? (
    <PageRootRow root={root} note="registered, gone" explained={collectedSentenceOf([root.name])} />
  ) : (
    <PageRootRow root={root} note="registered" />
  );
}

/** A root that the user added. */
export function ExpressionRow({ root: { name, expression } }: { readonly root: RootExpression }) {
  const panel = useWholePanel();
  const isExcluded = usePanelState((state) => state.roots.excluded.has(name));
  const isNamed = name !== expression;
  const noteId = useId();
  return (
    <li>
      <RootCheck
        name={name}
        isTicked={!isExcluded}
        {...(isNamed && { describedBy: noteId })}
        onTick={(isTicked) =>
          panel.store.dispatch({ type: isTicked ? "expression-included" : "expression-excluded", name })
        }
      />
      <span class="quiet">expression</span>
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => void panel.removeExpression(name)}
      >
        <Icon name="close" />
      </button>
      {isNamed && <RootNote id={noteId}>{expression}</RootNote>}
    </li>
  );
}

export function RootNote({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return (
    <p class="quiet root-note" id={id}>
      <bdi>{children}</bdi>
    </p>
  );
}
