import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { writeFolded } from "../../flamegraph/formats/folded-text.ts";
import { framesOfGraph } from "../../flamegraph/frames-of-graph.ts";
import { ownersOf } from "../../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../../graph/codec.ts";
import { PLACE_SELF, ROOT_FRAMEWORK, SHAPE_INLINE } from "../../graph/graph.ts";
import { totalsOf } from "../../graph/totals.ts";
import { createWalk } from "../../snapshot/create-walk.ts";
import { Element, productionPinia, productionVue, rendererOf } from "./vue.fixture.ts";
import { vue } from "./vue.ts";

afterAll(() => void Reflect.deleteProperty(globalThis, "__VUE__"));

/** Folded frames below the root of a framework whose containers these are. */
function foldedOf(containers: readonly object[]): { lines: string[]; warnings: string[] } {
  const walk = createWalk({ layout: "chrome" });
  const found = containers.map((container) => {
    const part = vue.containedIn(container, Reflect.ownKeys(container));
    if (part === undefined) throw new Error("no container of Vue");
    return part;
  });
  walk.addPart(found, (_list, sink) => {
    sink.beginInternal("", 0, SHAPE_INLINE);
    sink.beginItems(PLACE_SELF);
    for (const part of found) {
      sink.part(part, vue.describe);
      sink.item(part);
    }
  });
  walk.addRoot("Vue", found, ROOT_FRAMEWORK);
  walk.advance(Number.POSITIVE_INFINITY);
  const decoded = decodeGraph(encodeGraph(walk.finish()));
  if (!decoded.ok) throw new Error(decoded.error);
  const { graph } = decoded;
  const frames = framesOfGraph(graph, ownersOf(graph, "owner"));
  expect(frames.totalSize[0]).toBe(totalsOf(graph).size);
  return { lines: writeFolded(frames).split("\n").slice(0, -1), warnings: graph.warnings.map((w) => w.code) };
}

describe.each(["vue", "vue32"] as const)("%s, a production build", async (name) => {
  const library = await productionVue(name);
  const { h, ref, reactive, computed, provide, shallowRef, watch } = library;
  const { createApp } = rendererOf(library);

  const TodoItem = {
    __name: "TodoItem",
    props: ["todo"],
    setup: (props: { todo: { title: string } }) => () => h("li", props.todo.title),
  };
  const TodoList = {
    __name: "todo-list",
    props: ["options"],
    setup() {
      const todos = ref([{ title: "buy some milk" }, { title: "mend the bicycle" }]);
      const long = computed(() => todos.value.filter((todo) => todo.title.length > 14));
      watch(long, () => {});
      return { todos, long, raw: shallowRef({ rows: ["a row of text"] }) };
    },
    render(this: { todos: { title: string }[]; long: unknown[] }) {
      return h("ul", { class: "list", onClick: () => this.long.length }, [
        this.long.length,
        this.todos.map((todo) => h(TodoItem, { todo })),
      ]);
    },
  };
  const Options = {
    name: "Options",
    data: () => ({ draft: { text: "not sent yet" }, count: 1.5 }),
    computed: { upper: (self: { draft: { text: string } }) => self.draft.text.toUpperCase() },
    methods: { send() {} },
    render(this: { upper: string }) {
      return this.upper;
    },
  };
  const App = {
    setup() {
      provide("settings", reactive({ theme: "a dark theme" }));
      return () => [h(TodoList, { options: { pageSize: ["inline"] } }), h(Options)];
    },
  };
  const container = new Element("div");
  const app = createApp(App as never);
  app.provide(Symbol("i18n"), { messages: { hello: "good morning" } });
  app.provide(Symbol(), { currentRoute: ref({ path: "/todos" }), addRoute() {}, push() {}, history: ["/"] });
  app.mount(container);
  const { lines, warnings } = foldedOf([container]);

  test("gives the frames of its golden", () => {
    const golden = new URL(`./${name}.folded`, import.meta.url);
    const folded = `${lines.join("\n")}\n`;
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, folded);
    expect(folded).toBe(readFileSync(golden, "utf8"));
    expect(warnings).toEqual([]);
  });
});

describe("Pinia, a production build", async () => {
  const { vue: library, pinia } = await productionPinia();
  const { createPinia, defineStore } = pinia;
  const { createApp } = rendererOf(library);

  const useCart = defineStore("cart", {
    state: () => ({ lines: [{ sku: "a-1 in red" }], note: "leave it at the door" }),
    getters: { first: (state) => state.lines.slice(0, 1) },
    actions: { clear() {} },
  });
  const useSession = defineStore("session", () => {
    const user = library.ref({ name: "a user's name" });
    return { user, upper: library.computed(() => user.value.name.toUpperCase()), signOut() {} };
  });
  const CartLine = { name: "CartLine", props: ["line"], render: () => null };
  const App = {
    setup() {
      const cart = useCart();
      useSession();
      void cart.first;
      return () => cart.lines.map((line) => library.h(CartLine, { line }));
    },
  };
  const container = new Element("div");
  createApp(App as never)
    .use(createPinia())
    .mount(container);
  const { lines, warnings } = foldedOf([container]);

  test("gives the frames of its golden", () => {
    const golden = new URL("./pinia.folded", import.meta.url);
    const folded = `${lines.filter((line) => line.startsWith("Vue;Pinia")).join("\n")}\n`;
    if (process.env.UPDATE_GOLDENS) writeFileSync(golden, folded);
    expect(folded).toBe(readFileSync(golden, "utf8"));
    expect(warnings).toEqual([]);
  });

  test("what components were handed from a store stays in the store", () => {
    expect(lines).toContain("Vue;Pinia;cart;lines;Array;elements;Object;sku;string 24");
    expect(lines.some((line) => line.includes("CartLine;props;line;Object"))).toBe(false);
  });
});

describe("pages that imitate Vue", () => {
  const boom = (): never => {
    throw new Error("code of the page ran");
  };
  const appOf = (vnode: object): Element => {
    const container = new Element("div");
    return Object.assign(container, {
      __vue_app__: { _context: { provides: {} }, _container: container },
      _vnode: vnode,
    });
  };
  const vnodeOf = (fields: object): object => ({ __v_isVNode: true, ...fields });

  test("cycles end, and each object is counted once", () => {
    const instance: Record<string, unknown> = { type: { name: "Loop" } };
    const vnode: Record<string, unknown> = { __v_isVNode: true, component: instance };
    instance.subTree = vnode;
    instance.props = instance;
    instance.scope = { effects: [{ deps: { nextDep: vnode } }], scopes: [instance] };
    vnode.children = [vnode, [vnode]];
    expect(foldedOf([appOf(vnode)]).lines).toContainEqual(expect.stringMatching(/^Vue;Loop \d+$/));
  });

  test("getters are not called, and functions neither", () => {
    const trap = { get: boom, enumerable: true };
    const instance = Object.defineProperties({ type: Object.defineProperty(boom, "name", trap) } as object, {
      props: trap,
      subTree: trap,
      data: { value: Object.defineProperty({}, "secret", trap), enumerable: true },
      provides: { value: Object.defineProperty({}, "_s", trap), enumerable: true },
    });
    const container = appOf(vnodeOf({ component: instance, props: Object.defineProperty({}, "onClick", trap) }));
    expect(foldedOf([container]).lines).toContainEqual(expect.stringMatching(/^Vue;Anonymous|^Vue;App/));
    const element = Object.defineProperty(new Element("div"), "__vue_app__", trap);
    expect(vue.containedIn(element, Reflect.ownKeys(element))).toBeUndefined();
  });

  test("what a Proxy's traps throw stands as unreadable, and the rest is measured", () => {
    const proxy = new Proxy({}, { ownKeys: boom, getOwnPropertyDescriptor: boom, get: boom });
    const container = appOf(
      vnodeOf({ children: [vnodeOf({ component: { type: {}, data: proxy } }), vnodeOf({ children: "a text" })] }),
    );
    const { lines, warnings } = foldedOf([container]);
    expect(warnings).toContain("object-unreadable");
    expect(lines).toContain("Vue;vnodes;string 20");
  });

  test("a million children take no stack and no more than one frame", () => {
    const instance = { type: { name: "Row" } };
    const children = Array.from({ length: 1_000_000 }, (_, i) =>
      i % 40 === 0 ? vnodeOf({ component: { ...instance } }) : null,
    );
    const { lines } = foldedOf([appOf(vnodeOf({ children }))]);
    expect(lines.filter((line) => line.includes(";Row "))).toHaveLength(1);
    const endless = new Proxy([], {
      getOwnPropertyDescriptor: (target, key) =>
        key === "length" ? { value: 2 ** 32 - 1, writable: true } : Reflect.getOwnPropertyDescriptor(target, key),
    });
    expect(foldedOf([appOf(vnodeOf({ children: endless }))]).warnings).toContain("list-too-long");
  });

  test("components nested without end need no stack", () => {
    let vnode = vnodeOf({});
    for (let i = 0; i < 20_000; i++) vnode = vnodeOf({ component: { type: { name: `C${i % 3}` }, subTree: vnode } });
    expect(foldedOf([appOf(vnode)]).lines.length).toBeLessThan(20);
  });
});
