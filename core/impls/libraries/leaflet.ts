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
  { typeName: "L.Marker", marker: "setZIndexOffset", backReferences: MAP },
  { typeName: "L.Icon", marker: "createShadow" },
  { typeName: "L.Rectangle", marker: "_boundsToLatLngs", backReferences: MAP_AND_RENDERER },
  {
    typeName: "L.Polygon",
    marker: "_convertLatLngs",
    without: "addLatLng",
    methods: ["addLatLng"],
    backReferences: MAP_AND_RENDERER,
  },
  { typeName: "L.Polyline", marker: "addLatLng", backReferences: MAP_AND_RENDERER },
  { typeName: "L.CircleMarker", marker: "_empty", methods: ["setRadius"], backReferences: MAP_AND_RENDERER },
  { typeName: "L.Path", marker: "_clickTolerance", backReferences: MAP_AND_RENDERER },
  { typeName: "L.GeoJSON", marker: "addData", methods: ["eachLayer"], backReferences: MAP },
  { typeName: "L.FeatureGroup", marker: "bringToFront", methods: ["eachLayer"], backReferences: MAP },
  { typeName: "L.LayerGroup", marker: "eachLayer", methods: ["getLayerId"], backReferences: MAP },
  { typeName: "L.TileLayer", marker: "getTileUrl", methods: ["_tileCoordsToKey"], backReferences: MAP },
  { typeName: "L.GridLayer", marker: "_tileCoordsToKey", backReferences: MAP },
  { typeName: "L.Popup", marker: "_adjustPan", methods: ["openOn"], backReferences: MAP_AND_SOURCE },
  { typeName: "L.Tooltip", marker: "_setPosition", methods: ["openOn"], backReferences: MAP_AND_SOURCE },
  { typeName: "L.Canvas", marker: "_fillStroke", backReferences: MAP },
  { typeName: "L.SVG", marker: "_setPath", methods: ["_initPath"], backReferences: MAP },
  { typeName: "L.Layer", marker: "addInteractiveTarget", backReferences: MAP },
  { typeName: "L.LatLng", marker: "toBounds", methods: ["distanceTo"] },
  { typeName: "L.LatLngBounds", marker: "getSouthWest", methods: ["toBBoxString"] },
  { typeName: "L.Point", marker: "_divideBy" },
];
