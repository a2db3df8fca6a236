import type { Family } from "../impl.ts";
import { AG_GRID_TYPES } from "./ag-grid.ts";
import { APOLLO_TYPES } from "./apollo.ts";
import { CHART_TYPES } from "./chart.ts";
import { CODEMIRROR_TYPES } from "./codemirror.ts";
import { ECHARTS_TYPES } from "./echarts.ts";
import { immutableFamilyOf } from "./immutable.ts";
import { LEAFLET_TYPES } from "./leaflet.ts";
import { LibraryTypes } from "./library-types.ts";
import { mobxFamilyOf } from "./mobx.ts";
import { signalFamilyOf } from "./preact-signals.ts";
import { RXJS_TYPES } from "./rxjs.ts";
import { TANSTACK_QUERY_TYPES } from "./tanstack-query.ts";
import { threeFamilyOf } from "./three.ts";
import { YJS_TYPES } from "./yjs.ts";

const types = /* @__PURE__ */ new LibraryTypes([
  CHART_TYPES,
  RXJS_TYPES,
  YJS_TYPES,
  CODEMIRROR_TYPES,
  LEAFLET_TYPES,
  ECHARTS_TYPES,
  AG_GRID_TYPES,
  TANSTACK_QUERY_TYPES,
  APOLLO_TYPES,
]);

/** The family of a library's objects, recognised by members of their prototype. Called once for each prototype. */
export function libraryFamilyOf(prototype: object, typeName: string): Family | undefined {
  return (
    immutableFamilyOf(prototype) ??
    signalFamilyOf(prototype) ??
    mobxFamilyOf(prototype) ??
    threeFamilyOf(prototype, typeName) ??
    types.familyOf(prototype, typeName)
  );
}
