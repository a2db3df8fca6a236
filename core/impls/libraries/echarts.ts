import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { forEachMapEntry, isArray, mapSizeOf, ownKeysOf, ownTextOf } from "../../realm/introspect.ts";
import type { Sink } from "../../sink/sink.ts";
import type { LibraryType } from "./library-types.ts";
import { MAX_WORDS, ownObjectOf } from "./marker.ts";

const MODELS = ["ecModel", "parentModel"];
/* What a view has in its group as well. */
const VIEW = ["__model", "_symbolDraw", "_lineDraw", "_polyline", "_polygon"];
const PARENTS = ["parent", "__hostTarget", "__zr"];

/** ECharts 6: a chart leads to its series by their names, and to its axes and other components. Shapes are ZRender's. */
export const ECHARTS_TYPES: readonly LibraryType[] = [
  { typeName: "ECharts", marker: "renderToSVGString", methods: ["setOption"], addWords: addComponents },
  { typeName: "GlobalModel", marker: "eachRawSeriesByType", methods: ["getSeriesByIndex"] },
  { typeName: "SeriesModel", marker: "indicesOfNearest", isBase: true, borrowed: MODELS },
  { typeName: "ComponentModel", marker: "getReferringComponents", isBase: true, borrowed: MODELS },
  { typeName: "Model", marker: "resolveParentPath", methods: ["getShallow"], isBase: true, borrowed: MODELS },
  { typeName: "SeriesData", marker: "getItemGraphicEl", borrowed: ["hostModel", "_graphicEls"] },
  { typeName: "DataStore", marker: "_initDataFromProvider" },
  { typeName: "Storage", marker: "getDisplayList", borrowed: ["_displayList"] },
  { typeName: "ChartView", marker: "downplay", methods: ["eachRendered"], isBase: true, borrowed: VIEW },
  { typeName: "Group", marker: "childrenRef", isBase: true, borrowed: PARENTS },
  { typeName: "Path", marker: "buildPath", methods: ["setTextContent"], isBase: true, borrowed: PARENTS },
  { typeName: "Element", marker: "setTextContent", isBase: true, borrowed: PARENTS },
];

function addComponents(chart: object, sink: Sink): void {
  const model = ownObjectOf(chart, "_model");
  const components = model && ownObjectOf(model, "_componentsMap");
  const byType = components && ownObjectOf(components, "data");
  if (byType === undefined || mapSizeOf(byType) < 0 || mapSizeOf(byType) > MAX_WORDS) return;
  forEachMapEntry(byType, (models, type) => {
    if (typeof type !== "string" || !isArray(models)) return;
    const place = sink.placeOf(PLACE_SELF, type, KIND_FIELD);
    for (let i = 0; i < MAX_WORDS; i++) {
      const component = ownObjectOf(models, i);
      if (component === undefined) return;
      if (type === "series") addSeries(component, i, ownObjectOf(chart, "_chartsMap"), place, sink);
      else sink.reference(place, component);
    }
  });
}

function addSeries(series: object, index: number, views: object | undefined, place: number, sink: Sink): void {
  const option = ownObjectOf(series, "option");
  const name = (option && ownTextOf(option, "name")) ?? `${ownTextOf(series, "subType") ?? "series"} ${index}`;
  const named = sink.placeOf(place, name, KIND_FIELD);
  sink.reference(named, series);
  const view = views && ownObjectOf(views, ownTextOf(series, "__viewId") ?? "");
  if (view !== undefined) sink.reference(sink.placeOf(named, "group", KIND_FIELD), ownObjectOf(view, "group"));
  const data = dataOf(series);
  if (data === undefined) return;
  const dataPlace = sink.placeOf(named, "data", KIND_FIELD);
  sink.reference(dataPlace, data);
  sink.reference(sink.placeOf(dataPlace, "store", KIND_FIELD), ownObjectOf(data, "_store"));
}

/** The data are in one of the objects that parts of ECharts keep in a series, under keys with numbers. */
function dataOf(series: object): object | undefined {
  const keys = ownKeysOf(series);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key === "string" && key[0] === "_" && key[1] === "_" && key[2] === "e") {
      const inner = ownObjectOf(series, key);
      const data = inner && ownObjectOf(inner, "data");
      if (data !== undefined && ownObjectOf(data, "_store") !== undefined) return data;
    }
  }
  return undefined;
}
