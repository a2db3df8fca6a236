import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { isSharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { isShownNames, type ShownNames } from "../../../core/graph/shown-names.ts";
import type { Order } from "../frames/arrangement.ts";
import { isOrder } from "../frames/arrangement.ts";
import type { SizeUnit } from "../frames/figures.ts";
import { isSizeUnit } from "../frames/figures.ts";
import type { Measure } from "../frames/measure.ts";
import { isMeasure } from "../frames/measure.ts";
import type { ColumnChoicesByGrid } from "./column-choices.ts";
import { parseColumns, storedColumns } from "./column-choices.ts";
import type { Layout } from "./layout.ts";
import { parseLayout, storedLayout, USUAL_LAYOUT } from "./layout.ts";
import { areRounds, NO_LEAK_CHECK } from "./leak-check-state.ts";
import { parseRecordingChoices, type RecordingChoices, USUAL_RECORDING } from "./recording.ts";
import type { RootExpression } from "./root-expression.ts";
import type { Memory, TickMemory } from "./services.ts";
import type { PanelState, RootsState } from "./state.ts";
import type { Store } from "./store.ts";
import type { TakesFound } from "./takes-found.ts";
import { isTakesFound } from "./takes-found.ts";
import type { ViewName } from "./view-name.ts";
import { VIEW_NAMES } from "./view-name.ts";

/** How the user likes to look at any page. */
export interface Settings {
  readonly sharing: SharingPolicy;
  readonly names: ShownNames;
  readonly view: ViewName;
  readonly measure: Measure;
  readonly order: Order;
  readonly sizeUnit: SizeUnit;
  readonly takesFound: TakesFound;
  /** Widths and hidden columns. */
  readonly columns: ColumnChoicesByGrid;
  /** Sizes of panes, and which are closed. */
  readonly layout: Layout;
  /** Of Find a leak. */
  readonly rounds: number;
  readonly recordingChoices: RecordingChoices;
}

/** What the user added for the page of one tab. */
type RootChoices = Pick<RootsState, "expressions" | "excluded">;

/** Another version of the panel may have written the stored settings: unknown ones are left out, the rest is used. */
function parseSettings(stored: unknown): Partial<Omit<Settings, "takesFound" | "rounds">> {
  const { sharing, names, view, measure, order, columns, layout, sizeUnit, recordingChoices } = fieldsOf(stored);
  const knownView = VIEW_NAMES.find((name) => name === view);
  return {
    ...(isSharingPolicy(sharing) && { sharing }),
    ...(isShownNames(names) && { names }),
    ...(knownView !== undefined && { view: knownView }),
    ...(typeof measure === "string" && isMeasure(measure) && { measure }),
    ...(typeof order === "string" && isOrder(order) && { order }),
    ...(isSizeUnit(sizeUnit) && { sizeUnit }),
    ...(columns !== undefined && { columns: parseColumns(columns) }),
    ...(layout !== undefined && { layout: parseLayout(layout) }),
    ...(recordingChoices !== undefined && { recordingChoices: parseRecordingChoices(recordingChoices) }),
  };
}

function parseRootChoices(stored: unknown): Partial<RootChoices> {
  const { expressions, excluded } = fieldsOf(stored);
  return {
    ...(areRootExpressions(expressions) && {
      expressions: expressions.map(({ name, expression }) => ({ name, expression })),
    }),
    ...(areStrings(excluded) && { excluded: new Set(excluded) }),
  };
}

export interface Memories {
  readonly settings: Memory;
  /** Of this tab, until the browser ends. */
  readonly tab: Memory;
  readonly ticks: TickMemory;
}

/** The state with the stored settings. Ticks come with the roots of the page. */
export function withRemembered(state: PanelState, { settings, tab }: Pick<Memories, "settings" | "tab">): PanelState {
  const { takesFound, rounds } = fieldsOf(settings.stored);
  const roots = {
    ...state.roots,
    ...parseRootChoices(tab.stored),
    ...(isTakesFound(takesFound) && { takesFound }),
  };
  const leakCheck = areRounds(rounds) ? { ...state.leakCheck, rounds } : state.leakCheck;
  return { ...state, ...parseSettings(settings.stored), roots, leakCheck };
}

/** Stores what the user chooses from now on. Returns the end of it. */
export function remember(store: Store, { settings, tab, ticks }: Memories): () => void {
  let last = store.state;
  return store.subscribe(() => {
    const before = last;
    last = store.state;
    const { sharing, names, view, measure, order, columns, layout, sizeUnit, recordingChoices, roots, leakCheck } =
      last;
    const isAsBefore =
      sharing === before.sharing &&
      names === before.names &&
      view === before.view &&
      measure === before.measure &&
      order === before.order &&
      columns === before.columns &&
      layout === before.layout &&
      sizeUnit === before.sizeUnit &&
      recordingChoices === before.recordingChoices &&
      roots.takesFound === before.roots.takesFound &&
      leakCheck.rounds === before.leakCheck.rounds;
    if (!isAsBefore) {
      settings.store({
        sharing,
        names,
        view,
        measure,
        order,
        ...(sizeUnit !== "binary" && { sizeUnit }),
        ...(leakCheck.rounds !== NO_LEAK_CHECK.rounds && { rounds: leakCheck.rounds }),
        ...(roots.takesFound === "always" && { takesFound: roots.takesFound }),
        ...(columns.size > 0 && { columns: storedColumns(columns) }),
        ...(layout !== USUAL_LAYOUT && { layout: storedLayout(layout) }),
        ...(recordingChoices !== USUAL_RECORDING && { recordingChoices }),
      });
    }
    const { expressions, excluded, site } = roots;
    if (expressions !== before.roots.expressions || excluded !== before.roots.excluded) {
      tab.store({ expressions: [...expressions], excluded: [...excluded] });
    }
    /* Those of another site come from there. */
    if (site !== null && roots.ticks !== before.roots.ticks && site === before.roots.site) {
      ticks.keep(site, roots.ticks);
    }
  });
}

function fieldsOf(stored: unknown): Readonly<Partial<Record<keyof Settings | keyof RootChoices, unknown>>> {
  return typeof stored === "object" && stored !== null ? stored : {};
}

function areRootExpressions(value: unknown): value is readonly RootExpression[] {
  return Array.isArray(value) && value.every((one) => isRootExpression(one));
}

function isRootExpression(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, expression } = value as Partial<Record<keyof RootExpression, unknown>>;
  return typeof name === "string" && typeof expression === "string";
}

function areStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
