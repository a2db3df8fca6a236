import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import type { LibraryType } from "./library-types.ts";
import { addFieldsOf, ownObjectOf } from "./marker.ts";

/**
 * TanStack Query 4: a cache leads to its queries by their keys. In version 5 caches, clients and observers keep everything in `#private` fields, which
 * no descriptor shows: its queries have their names where something else leads to them.
 */
export const TANSTACK_QUERY_TYPES: readonly LibraryType[] = [
  {
    typeName: "QueryCache",
    marker: "build",
    methods: ["get", "findAll", "onFocus"],
    addWords: (cache, sink) =>
      addFieldsOf(ownObjectOf(cache, "queriesMap"), sink.placeOf(PLACE_SELF, "queries", KIND_FIELD), sink),
  },
  { typeName: "Query", marker: "isStaleByTime", borrowed: ["cache"] },
  { typeName: "QueryClient", marker: "getQueriesData" },
  { typeName: "QueryObserver", marker: "fetchOptimistic", borrowed: ["client"] },
];
