import { registerRoot } from "../core/index.ts";
import { createCatalogQueries } from "./catalog-queries.ts";
import { LeakyScreens } from "./leaky-screens.ts";
import { createSalesChart } from "./sales-chart.ts";
import { createShopStore } from "./shop-store.ts";
import { createShowroomScene } from "./showroom-scene.ts";

function elementById<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} with the id "${id}".`);
  return element;
}

const sceneMessage = elementById("scene-message", HTMLParagraphElement);
const action = elementById("action", HTMLOutputElement);
const counts = elementById("counts", HTMLDListElement);

const store = createShopStore();
store.grow(10_000);
const queries = createCatalogQueries();
const sales = createSalesChart(elementById("chart", HTMLCanvasElement), store.salesByWeek());
const showroom = createShowroomScene(elementById("scene", HTMLCanvasElement), (message) => {
  sceneMessage.textContent = message;
  sceneMessage.hidden = false;
});
showroom.grow(24);
const leaky = new LeakyScreens();
leaky.open(10);

registerRoot("store", () => store.getState());
registerRoot("queries", () => queries.allQueries());
registerRoot("chart", sales.chart);
registerRoot("scene", showroom.scene);
registerRoot("leaky screens", leaky);

function showCounts() {
  const state = store.getState();
  const rows: readonly (readonly [label: string, count: number])[] = [
    ["Customers", state.users.ids.length],
    ["Orders", state.orders.ids.length],
    ["Cart lines", state.cart.lines.length],
    ["Cached queries", queries.allQueries().length],
    ["Exhibits", showroom.exhibitCount()],
    ["Leaked screens", leaky.screens.size],
  ];
  counts.replaceChildren(
    ...rows.map(([label, count]) => {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = label;
      value.textContent = count.toLocaleString("en");
      row.append(term, value);
      return row;
    }),
  );
}

/** Runs what a button does, and says when all of it is done. */
function onClick(id: string, done: string, work: () => void | Promise<void>) {
  elementById(id, HTMLButtonElement).addEventListener("click", async () => {
    action.textContent = "…";
    await work();
    sales.show(store.salesByWeek());
    showCounts();
    action.textContent = done;
  });
}

onClick("grow", "Grown: more customers, orders, catalogue pages and exhibits.", async () => {
  store.grow(1000);
  showroom.grow(6);
  await queries.fetchMore(4);
});
onClick("drop", "Dropped: half of it, and every page that is not displayed.", () => {
  store.dropHalf();
  showroom.dropHalf();
  queries.dropUnobserved();
});
onClick("leak", "Leaked: 100 more screens that cannot be closed.", () => leaky.open(100));

await queries.fetchMore(20);
showCounts();
action.textContent = "Ready.";
document.documentElement.setAttribute("data-ready", "");
