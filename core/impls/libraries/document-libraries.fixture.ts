import { EditorView } from "@codemirror/view";
import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";

/* Small objects of real packages that need a document. */

const numbered = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, i) => make(i));

function createContainer(): HTMLElement {
  const container = document.createElement("div");
  Object.defineProperties(container, { clientWidth: { value: 800 }, clientHeight: { value: 600 } });
  document.body.append(container);
  return container;
}

/** What is called of Leaflet, which has no types of its own. */
interface Leaflet {
  readonly map: (container: HTMLElement, options: object) => object;
  readonly marker: (at: readonly number[]) => Layer;
  readonly circleMarker: (at: readonly number[]) => Layer;
  readonly polyline: (points: readonly (readonly number[])[]) => Layer;
  readonly polygon: (points: readonly (readonly number[])[]) => Layer;
  readonly layerGroup: (layers: readonly Layer[]) => Layer;
  readonly geoJSON: (data: object) => Layer;
  readonly tileLayer: (url: string) => Layer;
}
interface Layer {
  addTo(map: object): Layer;
  bindPopup(text: string): Layer;
}

/** An app that knows its map and its markers, and one more that knows a marker alone. */
async function createMap(): Promise<object> {
  const name = "leaflet";
  const { default: leaflet } = (await import(name)) as { readonly default: Leaflet };
  const options = { center: [0, 0], zoom: 3, zoomControl: false, attributionControl: false };
  const map = leaflet.map(createContainer(), options);
  const markers = numbered(40, (i) =>
    leaflet
      .marker([i / 3, i / 7])
      .bindPopup(`popup ${i}`)
      .addTo(map),
  );
  leaflet.polyline(numbered(200, (i) => [i / 3, i / 7])).addTo(map);
  leaflet.polygon(numbered(200, (i) => [i / 3, i / 7])).addTo(map);
  leaflet.layerGroup(numbered(20, (i) => leaflet.circleMarker([i / 3, i / 7]))).addTo(map);
  leaflet.tileLayer("/{z}/{x}/{y}.png").addTo(map);
  const place = {
    type: "Feature",
    properties: { name: "a place" },
    geometry: { type: "Point", coordinates: [1.5, 2] },
  };
  leaflet.geoJSON({ type: "FeatureCollection", features: [place] }).addTo(map);
  return { map, selected: markers.slice(0, 5) };
}

function createEditor(): object {
  return new EditorView({
    doc: numbered(500, (i) => `line ${i} of the document`).join("\n"),
    parent: createContainer(),
  });
}

/** What the elements of a grid lead to: the API that an app gets is made of functions. */
function createRows(): object {
  ModuleRegistry.registerModules([AllCommunityModule]);
  const api = createGrid<{ id: number; name: string }>(createContainer(), {
    columnDefs: [{ field: "id" }, { field: "name" }],
    rowData: numbered(200, (id) => ({ id, name: `row ${id}` })),
    getRowId: ({ data }) => String(data.id),
  });
  return { beans: Reflect.get(Object(api.getRowNode("5")), "beans") };
}

/** What a map draws with. It draws nothing: each call gives a number, which is as good as any. */
function standInForWebGl(): void {
  const context = new Proxy({}, { get: (_target, key) => (key === "then" ? undefined : () => 1) });
  HTMLCanvasElement.prototype.getContext = () => context as never;
}

/** A worker makes tiles of the data of a source. This one makes none. */
class IdleWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

async function createWebGlMap(): Promise<object> {
  standInForWebGl();
  Object.assign(globalThis, { Worker: IdleWorker });
  const { Map: WebGlMap } = await import("maplibre-gl");
  const places = numbered(100, (id) => ({
    type: "Feature" as const,
    properties: { id, name: `place ${id}` },
    geometry: { type: "Point" as const, coordinates: [id / 3, id / 7] },
  }));
  const map = new WebGlMap({
    container: createContainer(),
    attributionControl: false,
    style: {
      version: 8,
      sources: { places: { type: "geojson", data: { type: "FeatureCollection", features: places } } },
      layers: [{ id: "dots", type: "circle", source: "places" }],
    },
  });
  await new Promise((resolve) => map.once("styledata", resolve));
  return map;
}

export const DOCUMENT_LIBRARY_FIXTURES: Readonly<Record<string, () => unknown>> = {
  leaflet: createMap,
  "codemirror-view": createEditor,
  "ag-grid": createRows,
  maplibre: createWebGlMap,
};
