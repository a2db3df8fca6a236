import type { LibraryType } from "./library-types.ts";
import { addItemsOf, ownObjectOf } from "./marker.ts";

/* The map has its layers, and is on its way to them. */
const MAP = ["_map", "_mapToAdd"];
/* Paths refer to the renderer of their map. */
const MAP_AND_RENDERER = ["_map", "_mapToAdd", "_renderer"];
/* A popup belongs to the layer that it opens at. */
const MAP_AND_SOURCE = ["_map", "_mapToAdd", "_source"];

/** Leaflet 1: a map leads to its layers, which its events and its renderer know as well. All of its classes have the same constructor's name. A class that an app extends has the name of the nearest one here. */
export const LEAFLET_TYPES: readonly LibraryType[] = [
  {
    typeName: "L.Map",
    marker: "setMaxBounds",
    methods: ["addLayer"],
    addWords: (map, sink) => addItemsOf(ownObjectOf(map, "_layers"), "layers", sink),
  },
  { typeName: "L.Marker", marker: "setZIndexOffset", borrowed: MAP },
  { typeName: "L.Icon", marker: "createShadow" },
  { typeName: "L.Rectangle", marker: "_boundsToLatLngs", borrowed: MAP_AND_RENDERER },
  {
    typeName: "L.Polygon",
    marker: "_convertLatLngs",
    without: "addLatLng",
    methods: ["addLatLng"],
    borrowed: MAP_AND_RENDERER,
  },
  { typeName: "L.Polyline", marker: "addLatLng", borrowed: MAP_AND_RENDERER },
  { typeName: "L.CircleMarker", marker: "_empty", methods: ["setRadius"], borrowed: MAP_AND_RENDERER },
  { typeName: "L.Path", marker: "_clickTolerance", borrowed: MAP_AND_RENDERER },
  { typeName: "L.GeoJSON", marker: "addData", methods: ["eachLayer"], borrowed: MAP },
  { typeName: "L.FeatureGroup", marker: "bringToFront", methods: ["eachLayer"], borrowed: MAP },
  { typeName: "L.LayerGroup", marker: "eachLayer", methods: ["getLayerId"], borrowed: MAP },
  { typeName: "L.TileLayer", marker: "getTileUrl", methods: ["_tileCoordsToKey"], borrowed: MAP },
  { typeName: "L.GridLayer", marker: "_tileCoordsToKey", borrowed: MAP },
  { typeName: "L.Popup", marker: "_adjustPan", methods: ["openOn"], borrowed: MAP_AND_SOURCE },
  { typeName: "L.Tooltip", marker: "_setPosition", methods: ["openOn"], borrowed: MAP_AND_SOURCE },
  { typeName: "L.Canvas", marker: "_fillStroke", borrowed: MAP },
  { typeName: "L.SVG", marker: "_setPath", methods: ["_initPath"], borrowed: MAP },
  { typeName: "L.Layer", marker: "addInteractiveTarget", borrowed: MAP },
  { typeName: "L.LatLng", marker: "toBounds", methods: ["distanceTo"] },
  { typeName: "L.LatLngBounds", marker: "getSouthWest", methods: ["toBBoxString"] },
  { typeName: "L.Point", marker: "_divideBy" },
];
