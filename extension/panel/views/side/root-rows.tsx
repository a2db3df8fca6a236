import type { ComponentChildren } from "preact";
import type { RootDescription } from "../../../protocol/messages.ts";
import { entryKeyOf, isTaken } from "../../store/root-choices.ts";
import type { RootExpression } from "../../store/root-expression.ts";
import { collectedSentenceOf } from "../../store/roots.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

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
  /** What the note below says, in a paragraph of this id. */
  readonly explained?: { readonly id: string; readonly sentence: string };
}

/** A root that the page has. */
export function PageRootRow({ root, isDisabled = false, note, explained }: PageRootRowProps) {
  const { dispatch } = usePanel().store;
  const isTicked = usePanelState((state) => isTaken(state.roots, root));
  return (
    <li>
      <RootCheck
        name={root.name}
        isTicked={isTicked}
        isDisabled={isDisabled}
        {...(explained && { describedBy: explained.id })}
        onTick={(isNowTicked) => dispatch({ type: "root-ticked", key: entryKeyOf(root), isTicked: isNowTicked })}
      />
      {note !== undefined && <span class="quiet">{note}</span>}
      {explained !== undefined && <RootNote id={explained.id}>{explained.sentence}</RootNote>}
    </li>
  );
}

/** A root that the page registered. */
export function RegisteredRow({ root }: { readonly root: RootDescription }) {
  return root.isCollected ? (
    <PageRootRow
      root={root}
      note="registered, gone"
      explained={{ id: `gone ${root.name}`, sentence: collectedSentenceOf([root.name]) }}
    />
  ) : (
    <PageRootRow root={root} note="registered" />
  );
}

/** A root that the user added. */
export function ExpressionRow({ root: { name, expression } }: { readonly root: RootExpression }) {
  const panel = usePanel();
  const isExcluded = usePanelState((state) => state.roots.excluded.has(name));
  const isNamed = name !== expression;
  const noteId = `expression ${name}`;
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
