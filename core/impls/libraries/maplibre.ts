import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { ownKeysOf } from "../../realm/introspect.ts";
import type { Sink } from "../../sink/sink.ts";
import type { LibraryType } from "./library-types.ts";
import { addFieldsOf, MAX_WORDS, ownObjectOf } from "./marker.ts";

/* Events of a part go to its owner, too. */
const OWNERS = ["map", "_map", "_eventedParent"];

/** MapLibre GL 6: a map leads to its sources and their tiles, and to its layers, by their names. */
export const MAPLIBRE_TYPES: readonly LibraryType[] = [
  { typeName: "maplibregl.Map", marker: "calculateCameraOptionsFromTo", methods: ["addLayer"], addWords: addStyle },
  { typeName: "Style", marker: "_serializeByIds", borrowed: OWNERS },
  { typeName: "TileManager", marker: "_retainLoadedChildren", borrowed: OWNERS, isBase: true },
  { typeName: "Tile", marker: "loadVectorData", methods: ["unloadVectorData"] },
  { typeName: "GeoJSONSource", marker: "getClusterLeaves", borrowed: OWNERS },
  { typeName: "Source", marker: "loadTile", methods: ["onAdd"], isBase: true, borrowed: OWNERS },
  {
    typeName: "StyleLayer",
    marker: "updateTransitions",
    methods: ["getPaintProperty"],
    isBase: true,
    borrowed: OWNERS,
  },
  { typeName: "Bucket", marker: "uploadPending", methods: ["populate"], isBase: true },
  { typeName: "StructArray", marker: "_refreshViews", isBase: true },
  { typeName: "FeatureIndex", marker: "loadMatchingFeature" },
  { typeName: "maplibregl.Marker", marker: "setPitchAlignment", borrowed: OWNERS },
  { typeName: "maplibregl.Popup", marker: "trackPointer", borrowed: OWNERS },
  { typeName: "LngLat", marker: "toArray", methods: ["wrap", "distanceTo"] },
];

/* In version 6; versions before had the second, which no test has. */
const TILES = ["tileManagers", "sourceCaches"] as const;

function addStyle(map: object, sink: Sink): void {
  const style = ownObjectOf(map, "style");
  if (style === undefined) return;
  addFieldsOf(ownObjectOf(style, "_layers"), sink.placeOf(PLACE_SELF, "layers", KIND_FIELD), sink);
  const place = sink.placeOf(PLACE_SELF, "sources", KIND_FIELD);
  for (let i = 0; i < TILES.length; i++) {
    const tiles = ownObjectOf(style, TILES[i]);
    const names = tiles === undefined ? [] : ownKeysOf(tiles);
    for (let j = 0; tiles !== undefined && j < names.length && j < MAX_WORDS; j++) {
      const name = names[j];
      const manager = ownObjectOf(tiles, name);
      if (typeof name !== "string" || manager === undefined) continue;
      const named = sink.placeOf(place, name, KIND_FIELD);
      const source = ownObjectOf(manager, "_source");
      const data = source && ownObjectOf(source, "_data");
      sink.reference(named, source);
      sink.reference(sink.placeOf(named, "data", KIND_FIELD), data && (ownObjectOf(data, "geojson") ?? data));
      sink.reference(sink.placeOf(named, "tiles", KIND_FIELD), manager);
    }
  }
}
