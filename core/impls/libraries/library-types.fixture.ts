import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from "@apollo/client/core";
import { EditorState, RangeSetBuilder, RangeValue } from "@codemirror/state";
import { NodeSet, NodeType, Tree, TreeBuffer } from "@lezer/common";
import { QueryClient as QueryClient5 } from "@tanstack/query-core";
import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { QueryClient as QueryClient4 } from "query-core-4";
import { BehaviorSubject, map, ReplaySubject, Subject, Subscription } from "rxjs";
import * as Y from "yjs";

/* Small objects of real packages, as an app makes them: those that need no document. */

const numbered = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** A chart draws into a context; this one draws nothing. */
function createContext(): CanvasRenderingContext2D {
  const metrics = { width: 10, actualBoundingBoxAscent: 1, actualBoundingBoxDescent: 1 };
  const nothing = () => metrics;
  const names =
    "arc beginPath clearRect clip closePath fill fillRect fillText lineTo measureText moveTo rect resetTransform";
  const more = "restore rotate save setLineDash setTransform stroke translate";
  const context = Object.fromEntries(`${names} ${more}`.split(" ").map((name) => [name, nothing]));
  const canvas = { getContext: () => context, width: 400, height: 200, style: {} };
  return Object.assign(context, { canvas }) as unknown as CanvasRenderingContext2D;
}

function createChart(): Chart {
  Chart.register(LineController, LineElement, PointElement, LinearScale, CategoryScale);
  return new Chart(createContext(), {
    type: "line",
    options: { responsive: false, animation: false },
    data: {
      labels: numbered(200, (i) => `label ${i}`),
      datasets: [
        { label: "load", data: numbered(200, (i) => i + 0.5) },
        { label: "errors", data: numbered(200, (i) => i % 7) },
      ],
    },
  });
}

function createStreams(): object {
  const user = new BehaviorSubject({ name: "the name of a user" });
  const messages = new ReplaySubject<object>(10);
  for (const text of numbered(10, (i) => `message ${i}`)) messages.next({ text });
  const clicks = new Subject<object>();
  /* Nothing unsubscribes from it. */
  for (const screen of numbered(20, (i) => ({ title: `screen ${i}` }))) clicks.subscribe(() => screen);
  const all = new Subscription();
  all.add(user.pipe(map(({ name }) => name)).subscribe());
  return { user, messages, clicks, all };
}

function createDocument(): Y.Doc {
  const doc = new Y.Doc({ guid: "a document" });
  doc.clientID = 1;
  const todos = doc.getArray<Y.Map<unknown>>("todos");
  for (const title of numbered(50, (i) => `to do ${i}`)) {
    const todo = new Y.Map<unknown>();
    todo.set("title", title);
    todos.push([todo]);
  }
  doc.getText("notes").insert(0, "a long text ".repeat(50));
  doc.getMap("settings").set("theme", { name: "dark" });
  doc.getXmlFragment("page").push([new Y.XmlElement("p")]);
  return doc;
}

class Mark extends RangeValue {
  override eq(other: RangeValue): boolean {
    return other === this;
  }
}

function createEditorState(): object {
  const builder = new RangeSetBuilder<Mark>();
  for (const at of numbered(300, (i) => i * 10)) builder.add(at, at + 5, new Mark());
  const type = NodeType.define({ id: 0, name: "Script" });
  const buffer = new TreeBuffer(new Uint16Array(numbered(400, (i) => i)), 4000, new NodeSet([type]));
  return {
    state: EditorState.create({ doc: numbered(500, (i) => `line ${i} of the document`).join("\n") }),
    marks: builder.finish(),
    tree: new Tree(type, [buffer], [0], 4000),
  };
}

/** ECharts makes its identifiers from a random number, some of them longer than others. */
async function createECharts(): Promise<object> {
  const { random } = Math;
  Math.random = () => 0.5;
  try {
    return createScatterChart((await import("echarts")).init);
  } finally {
    Math.random = random;
  }
}

function createScatterChart(init: typeof import("echarts").init): object {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 600, height: 400 });
  chart.setOption({
    animation: false,
    xAxis: {},
    yAxis: {},
    series: [
      { type: "scatter", name: "points", data: numbered(300, (i) => [i / 7, i / 3]) },
      { type: "line", data: numbered(100, (i) => [i, i / 3]) },
    ],
  });
  chart.renderToSVGString();
  return chart;
}

async function createApolloClient(): Promise<object> {
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        const products = numbered(40, (i) => ({
          __typename: "Product",
          id: `${variables.q}:${i}`,
          name: `product ${i}`,
        }));
        observer.next({ data: { search: products } });
        observer.complete();
      }),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const query = gql`query Search($q: String!) { search(q: $q) { id name } }`;
  for (const q of ["tea", "mugs"]) await client.query({ query, variables: { q } });
  return client;
}

async function createQueries(): Promise<object> {
  const version4 = new QueryClient4();
  const version5 = new QueryClient5();
  const todosOf = (list: number) => numbered(20, (i) => ({ title: `to do ${i} of list ${list}` }));
  for (const list of [1, 2]) {
    version4.setQueryData(["todos", list], todosOf(list), { updatedAt: 1 });
    version5.setQueryData(["todos", list], todosOf(list), { updatedAt: 1 });
  }
  return { version4, version5, query: version5.getQueryCache().find({ queryKey: ["todos", 1] }) };
}

type TextModelClass = new (text: string, language: string, options: object, uri: null, ...services: object[]) => object;

/** A model of Monaco without an editor around it: what its services do is left out. */
async function createTextModel(): Promise<object> {
  const name = "monaco-editor/editor/common/model/textModel.js";
  const { TextModel } = (await import(name)) as { readonly TextModel: TextModelClass };
  const nothing = () => ({ dispose: () => {} });
  const part: object = new Proxy({}, { get: () => nothing });
  const instances = { createInstance: () => part };
  const text = numbered(500, (i) => `line ${i} of the document`).join("\n");
  const options = Reflect.get(TextModel, "DEFAULT_CREATION_OPTIONS") as object;
  return new TextModel(text, "plaintext", options, null, {}, part, part, instances);
}

export const LIBRARY_TYPE_FIXTURES: Readonly<Record<string, () => unknown>> = {
  chart: createChart,
  rxjs: createStreams,
  yjs: createDocument,
  codemirror: createEditorState,
  echarts: createECharts,
  apollo: createApolloClient,
  "tanstack-query": createQueries,
  monaco: createTextModel,
};
