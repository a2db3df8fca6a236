import { AG_GRID_TYPES } from "./ag-grid.ts";
import { APOLLO_TYPES } from "./apollo.ts";
import { CHART_TYPES } from "./chart.ts";
import { CODEMIRROR_TYPES } from "./codemirror.ts";
import { ECHARTS_TYPES } from "./echarts.ts";
import { LEAFLET_TYPES } from "./leaflet.ts";
import { LibraryTypes } from "./library-types.ts";
import { MAPLIBRE_TYPES } from "./maplibre.ts";
import { MONACO_TYPES } from "./monaco.ts";
import { RXJS_TYPES } from "./rxjs.ts";
import { TANSTACK_QUERY_TYPES } from "./tanstack-query.ts";
import { YJS_TYPES } from "./yjs.ts";

/** The libraries whose classes the agent names. The package leaves them out, for its size. */
export function createNamedLibraries(): LibraryTypes {
  return new LibraryTypes([
    CHART_TYPES,
    RXJS_TYPES,
    YJS_TYPES,
    CODEMIRROR_TYPES,
    LEAFLET_TYPES,
    ECHARTS_TYPES,
    AG_GRID_TYPES,
    TANSTACK_QUERY_TYPES,
    APOLLO_TYPES,
    MAPLIBRE_TYPES,
    MONACO_TYPES,
  ]);
}
