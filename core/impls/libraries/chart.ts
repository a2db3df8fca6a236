import { KIND_FIELD, PLACE_SELF } from "../../graph/graph.ts";
import { isArray, ownTextOf } from "../../realm/introspect.ts";
import type { Sink } from "../../sink/sink.ts";
import type { LibraryType } from "./library-types.ts";
import { addFieldsOf, ownObjectOf } from "./marker.ts";

const CHART = ["chart", "_chart"];

/** Chart.js: a chart leads to its data, to each dataset by its label, and to each scale by its axis. */
export const CHART_TYPES: readonly LibraryType[] = [
  { typeName: "Chart", marker: "buildOrUpdateControllers", addWords: addParts },
  { typeName: "DatasetController", marker: "buildOrUpdateElements", borrowed: CHART },
  { typeName: "Scale", marker: "_computeGridLineItems", borrowed: CHART },
  { typeName: "PointElement", marker: "size", methods: ["inXRange", "tooltipPosition"] },
  { typeName: "LineElement", marker: "pathSegment" },
  { typeName: "Element", marker: "tooltipPosition", methods: ["hasValue"] },
  { typeName: "Animations", marker: "_animateOptions", borrowed: CHART },
];

/** Datasets that are named. */
const MAX_DATASETS = 64;

function addParts(chart: object, sink: Sink): void {
  const config = ownObjectOf(chart, "config");
  const user = config && ownObjectOf(config, "_config");
  const data = user && ownObjectOf(user, "data");
  if (data !== undefined) {
    sink.reference(sink.placeOf(PLACE_SELF, "data", KIND_FIELD), data);
    const datasets = ownObjectOf(data, "datasets");
    if (isArray(datasets)) addDatasets(datasets, ownObjectOf(chart, "_metasets"), sink);
  }
  addFieldsOf(ownObjectOf(chart, "scales"), sink.placeOf(PLACE_SELF, "scales", KIND_FIELD), sink);
}

function addDatasets(datasets: object, metas: object | undefined, sink: Sink): void {
  const place = sink.placeOf(PLACE_SELF, "datasets", KIND_FIELD);
  for (let i = 0; i < MAX_DATASETS; i++) {
    const dataset = ownObjectOf(datasets, i);
    if (dataset === undefined) break;
    const named = sink.placeOf(place, ownTextOf(dataset, "label") ?? `dataset ${i}`, KIND_FIELD);
    sink.reference(named, dataset);
    sink.reference(sink.placeOf(named, "data", KIND_FIELD), ownObjectOf(dataset, "data"));
    sink.reference(sink.placeOf(named, "meta", KIND_FIELD), metas && ownObjectOf(metas, i));
  }
}
