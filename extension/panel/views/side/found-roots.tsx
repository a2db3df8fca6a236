import type { RootDescription } from "../../../protocol/messages.ts";
import { CLOSURES_ROOT, LISTENERS_ROOT, MODULES_ROOT } from "../../../protocol/names.ts";
import { USUAL_LIMITS } from "../../../scopes/ask-closures.ts";
import { writeCount } from "../../frames/figures.ts";
import { BROWSER_WORDS } from "../../store/browser-words.ts";
import {
  ALL_FUNCTIONS,
  asksAllFunctions,
  CLOSURES_KEY,
  foundLeftOutOf,
  hasLiveRoot,
  LISTENERS_KEY,
  MODULES_KEY,
  PAGE_GLOBALS,
  takesClosures,
  takesGlobals,
  takesListeners,
  takesModules,
} from "../../store/root-choices.ts";
import { COST_OF_ALL_FUNCTIONS, foundReasonOf, foundRootsOf } from "../../store/roots.ts";
import { HelpNote } from "../parts/help-note.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { PageRootRow, RootCheck, RootNote } from "./root-rows.tsx";

const REASON_ID = "found-reason";
const CLOSURES_NOTE_ID = "closures-note";
const LISTENERS_NOTE_ID = "listeners-note";

/** What there is in the page besides the roots that it registered: frameworks, globals, elements, frames, workers. */
export function FoundRoots() {
  const roots = usePanelState((state) => state.roots);
  return (
    <>
      <p class="quiet found-reason" id={REASON_ID}>
        {foundReasonOf(roots)}
      </p>
      <ul class="root-list" aria-label="Found in this page">
        {foundRootsOf(roots, "framework").map((root) => (
          <PageRootRow key={root.name} root={root} note="framework" />
        ))}
        <GlobalsRow />
        {foundRootsOf(roots, "elements").map((root) => (
          <ElementsRow key={root.name} root={root} />
        ))}
        <ClosuresRow />
        <ListenersRow />
        {foundRootsOf(roots, "frame").map((root) => (
          <PageRootRow key={root.name} root={root} />
        ))}
        {foundRootsOf(roots, "worker").map((root) => (
          <PageRootRow key={root.name} root={root} isDisabled={!takesClosures(roots)} />
        ))}
      </ul>
      <AddFound />
    </>
  );
}

function ElementsRow({ root }: { readonly root: RootDescription }) {
  const sentence = "What scripts keep on elements that belong to no framework.";
  return <PageRootRow root={root} explained={sentence} />;
}

export const ALL_FUNCTIONS_NAME = "All functions";
const USUAL_FUNCTIONS = `Unless checked, at most ${writeCount(USUAL_LIMITS.perText)} functions of one source text and ${writeCount(USUAL_LIMITS.total)} in all are asked.`;

/** One box for the variables of all functions. */
function ClosuresRow() {
  const { dispatch } = usePanel().store;
  const roots = usePanelState((state) => state.roots);
  return (
    <li>
      <RootCheck
        name={CLOSURES_ROOT}
        isTicked={takesClosures(roots)}
        isDisabled={roots.closures === "no-permission"}
        describedBy={CLOSURES_NOTE_ID}
        onTick={(isTicked) => dispatch({ type: "root-ticked", key: CLOSURES_KEY, isTicked })}
      />
      <RootNote id={CLOSURES_NOTE_ID}>{BROWSER_WORDS.closures[roots.closures]}</RootNote>
      {takesClosures(roots) && (
        <ul class="inner-roots" aria-label={CLOSURES_ROOT}>
          <li>
            <RootCheck
              name={ALL_FUNCTIONS_NAME}
              isTicked={asksAllFunctions(roots)}
              onTick={(isTicked) => dispatch({ type: "root-ticked", key: ALL_FUNCTIONS, isTicked })}
            />
            <HelpNote about={ALL_FUNCTIONS_NAME}>
              <p>{USUAL_FUNCTIONS}</p>
              <p>{COST_OF_ALL_FUNCTIONS}</p>
            </HelpNote>
          </li>
        </ul>
      )}
    </li>
  );
}

/** One box for all of them: they are found at the snapshot. */
function ListenersRow() {
  const { dispatch } = usePanel().store;
  const roots = usePanelState((state) => state.roots);
  const { words, isLimit } = BROWSER_WORDS.listeners;
  return (
    <li>
      <RootCheck
        name={LISTENERS_ROOT}
        isTicked={takesListeners(roots)}
        describedBy={isLimit ? LISTENERS_NOTE_ID : REASON_ID}
        onTick={(isTicked) => dispatch({ type: "root-ticked", key: LISTENERS_KEY, isTicked })}
      />
      {isLimit ? (
        <RootNote id={LISTENERS_NOTE_ID}>{words}</RootNote>
      ) : (
        <HelpNote about={LISTENERS_ROOT}>
          <p>{words}</p>
        </HelpNote>
      )}
    </li>
  );
}

const MODULES_NOTE_ID = "modules-note";

/** One box for all that modules keep, and one for each module and package below it. */
export function ModulesRow() {
  const { dispatch } = usePanel().store;
  const roots = usePanelState((state) => state.roots);
  const modules = foundRootsOf(roots, "derived");
  const isTicked = takesModules(roots);
  return (
    <li>
      <RootCheck
        name={MODULES_ROOT}
        isTicked={isTicked}
        describedBy={MODULES_NOTE_ID}
        onTick={(isNowTicked) => dispatch({ type: "root-ticked", key: MODULES_KEY, isTicked: isNowTicked })}
      />
      <span class="quiet">{writeCount(modules.length)}</span>
      <RootNote id={MODULES_NOTE_ID}>Variables of modules, by the plug-in in this app’s bundler.</RootNote>
      {isTicked && (
        <ul class="inner-roots module-roots" aria-label={MODULES_ROOT}>
          {modules.map((root) => (
            <PageRootRow key={root.name} root={root} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** One box for all, and one for each below it. */
function GlobalsRow() {
  const { dispatch } = usePanel().store;
  const roots = usePanelState((state) => state.roots);
  const isTicked = takesGlobals(roots);
  const globals = foundRootsOf(roots, "global");
  return (
    <li>
      <RootCheck
        name="Page globals"
        isTicked={isTicked}
        describedBy={REASON_ID}
        onTick={(isNowTicked) => dispatch({ type: "root-ticked", key: PAGE_GLOBALS, isTicked: isNowTicked })}
      />
      <HelpNote about="Page globals">
        <p>What scripts put on the global object.</p>
      </HelpNote>
      {roots.listed !== null && <span class="quiet">{globals.length === 0 ? "none" : globals.length}</span>}
      {isTicked && globals.length > 0 && (
        <ul class="inner-roots" aria-label="Page globals">
          {globals.map((root) => (
            <PageRootRow key={root.name} root={root} note="global" />
          ))}
        </ul>
      )}
    </li>
  );
}

function AddFound() {
  const { dispatch } = usePanel().store;
  const isOffered = usePanelState((state) => hasLiveRoot(state.roots) && foundLeftOutOf(state.roots).length > 0);
  if (!isOffered) return null;
  return (
    <button type="button" class="button small add-found" onClick={() => dispatch({ type: "found-roots-added" })}>
      Add what was found
    </button>
  );
}
