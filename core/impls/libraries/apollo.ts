import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { ownKeysOf, ownTextOf } from "../../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../realm/safe-collections.ts";
import type { Sink } from "../../sink/sink.ts";
import type { LibraryType } from "./library-types.ts";
import { ownObjectOf } from "./marker.ts";

const CACHE = ["cache"];

/** Apollo Client 4: a store leads to its entities by their types, and to the fields of the queries. */
export const APOLLO_TYPES: readonly LibraryType[] = [
  { typeName: "ApolloClient", marker: "onClearStore", methods: ["watchQuery"] },
  { typeName: "InMemoryCache", marker: "resetResultCache" },
  { typeName: "EntityStore", marker: "getRootIdSet", isBase: true, addWords: addEntities },
  { typeName: "QueryManager", marker: "broadcastQueries", borrowed: ["client", "cache"] },
  { typeName: "QueryInfo", marker: "markMutationResult", borrowed: ["cache", "queryManager"] },
  { typeName: "ObservableQuery", marker: "getCurrentResult", methods: ["fetchMore"], borrowed: ["queryManager"] },
  { typeName: "StoreReader", marker: "diffQueryAgainstStore" },
  { typeName: "StoreWriter", marker: "writeToStore", borrowed: CACHE },
  { typeName: "Policies", marker: "getStoreFieldName", borrowed: CACHE },
];

/** Each type costs as much as the largest: the entities of further types are in one list. */
const MAX_TYPES = 8;
const OTHER_TYPES = "(other types)";
/** They are read in one go. */
const MAX_ENTITIES = 20_000;

function addEntities(store: object, sink: Sink): void {
  const data = ownObjectOf(store, "data");
  const ids = data === undefined ? [] : ownKeysOf(data);
  if (data === undefined || ids.length === 0 || ids.length > MAX_ENTITIES) return;
  const rowOfType = createSafeMap<string, number>();
  const places: SafeList<number> = createSafeList();
  const lists: SafeList<SafeList<unknown>> = createSafeList();
  for (let i = 0; i < ids.length; i++) {
    const entity = ownObjectOf(data, ids[i]);
    if (entity === undefined) continue;
    const id = ids[i];
    const type = isRoot(id) ? id : (ownTextOf(entity, "__typename") ?? OTHER_TYPES);
    const name = rowOfType.get(type) === undefined && places.length >= MAX_TYPES ? OTHER_TYPES : type;
    const row = rowOfType.getOrInsert(name, places.length);
    if (row === places.length) {
      places[row] = sink.placeOf(PLACE_SELF, name, KIND_FIELD);
      lists[row] = createSafeList();
    }
    lists[row][lists[row].length] = entity;
  }
  sink.rows(places, lists);
}

/** ROOT_QUERY, ROOT_MUTATION and ROOT_SUBSCRIPTION. */
function isRoot(id: string | symbol): id is string {
  return typeof id === "string" && id[0] === "R" && id[1] === "O" && id[2] === "O" && id[3] === "T" && id[4] === "_";
}
