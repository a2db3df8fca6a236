import { NO_BOX } from "../frames/box.ts";
import type { FindOption, FindOptions, Query } from "../frames/query.ts";
import { parseQuery } from "../frames/query.ts";
import type { Matches } from "../frames/search.ts";
import { findMatches, matchBeside, matchesInFocus, NO_MATCHES, namesWith } from "../frames/search.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import type { ListedMatches, PanelState, Search } from "./state.ts";
import { currentSnapshotOf, focusOf, NO_SEARCH } from "./state.ts";

/* What Find does to the state. Patterns are tried by others, and their answer is taken up here. */

/** Boxes belong to one table, so another snapshot is searched anew. */
export function withSearch(state: PanelState, query: string): PanelState {
  return searchedWith(state, query, state.search.options);
}

export function withOptionToggled(state: PanelState, option: FindOption): PanelState {
  const options = new Set(state.search.options);
  if (!options.delete(option)) options.add(option);
  return searchedWith(state, state.search.query, options);
}

function searchedWith(state: PanelState, text: string, options: FindOptions): PanelState {
  const { listed } = state.search;
  const none: Search = { ...NO_SEARCH, query: text, options, listed };
  const parsed = parseQuery(text, options);
  if (!parsed.ok) return { ...state, search: { ...none, failure: parsed.error } };
  const { query } = parsed;
  if (query.terms.length === 0) return { ...state, search: none };
  const isPending = query.terms.some(({ pattern }) => pattern !== null);
  const frames = currentSnapshotOf(state)?.derived.frames;
  const matches =
    isPending || frames === undefined
      ? NO_MATCHES
      : findMatches(
          frames,
          query,
          query.terms.map((term) => namesWith(frames.names, term, options)),
        );
  return withMatches({ ...state, search: { ...none, wanted: query } }, matches, isPending);
}

export function withNamesMatched(
  state: PanelState,
  wanted: Query,
  derived: DerivedSnapshot,
  found: readonly Uint8Array[],
): PanelState {
  if (state.search.wanted !== wanted || currentSnapshotOf(state)?.derived !== derived) return state;
  const { frames } = derived;
  const bitsOfPatterns = found.values();
  const bitsOfTerms = wanted.terms.map((term) =>
    term.pattern === null
      ? namesWith(frames.names, term, wanted.options)
      : (bitsOfPatterns.next().value ?? new Uint8Array(frames.names.length)),
  );
  return withMatches(state, findMatches(frames, wanted, bitsOfTerms), false);
}

export function withNamesRefused(state: PanelState, wanted: Query, failure: string): PanelState {
  const { search } = state;
  if (search.wanted !== wanted) return state;
  return { ...state, search: { ...search, wanted: null, isPending: false, failure } };
}

function withMatches(state: PanelState, matches: Matches, isPending: boolean): PanelState {
  return withFocusMatches({ ...state, search: { ...state.search, matches, isPending } });
}

/** Another focus has other matches. */
export function withFocusMatches(state: PanelState): PanelState {
  const snapshot = currentSnapshotOf(state);
  const { search } = state;
  if (snapshot === null || search.wanted === null) return state;
  const inFocus = matchesInFocus(snapshot.derived.frames, search.matches, focusOf(snapshot));
  return { ...state, search: { ...search, inFocus } };
}

/** The match after (or before) the selected box, round and round; `undefined` if there is none. */
export function matchToVisit(state: PanelState, step: 1 | -1): number | undefined {
  const { matches, inFocus, listed } = state.search;
  const selected = currentSnapshotOf(state)?.selected ?? NO_BOX;
  if (listed === null) return matchBeside(matches, inFocus, selected, step);
  return listed.of === "boxes" ? rowBeside(listed.rows, listedPlaceOf(state, listed), step) : undefined;
}

/** The type after (or before) the selected one in a view that lists types; `undefined` in other views, or if there is none. */
export function typeToVisit(state: PanelState, step: 1 | -1): string | undefined {
  const { listed } = state.search;
  return listed?.of === "types" ? rowBeside(listed.rows, listedPlaceOf(state, listed), step) : undefined;
}

/** Index of the selected row; below 0 if none of them is. */
export function listedPlaceOf(state: PanelState, listed: ListedMatches): number {
  if (listed.of === "boxes") return listed.rows.indexOf(currentSnapshotOf(state)?.selected ?? NO_BOX);
  const { selected } = state.types;
  return selected === null ? -1 : listed.rows.indexOf(selected);
}

function rowBeside<Row>(rows: readonly Row[], at: number, step: 1 | -1): Row | undefined {
  return at < 0 ? rows.at(step === 1 ? 0 : -1) : rows[(at + step + rows.length) % rows.length];
}
