import { expect, test } from "vitest";
import { CHROME, nodeLayoutOf } from "./engines.ts";
import { layoutOfRealm } from "./layout-of-realm.ts";

const node = { versions: { node: "22.0.0" }, config: { variables: { v8_enable_pointer_compression: 0 } } };

test("Node is told by its process, which may be an accessor", () => {
  expect(layoutOfRealm()).toEqual(nodeLayoutOf(Number.parseInt(process.versions.node, 10)));
  expect(layoutOfRealm({ process: node })).toEqual(nodeLayoutOf(22));
  const realm = {
    get process() {
      return node;
    },
  };
  expect(layoutOfRealm(realm)).toEqual(nodeLayoutOf(22));
});

test.each([
  ["an engine without process", {}],
  [
    "a Node with pointer compression",
    { process: { ...node, config: { variables: { v8_enable_pointer_compression: 1 } } } },
  ],
  ["Electron", { process: { ...node, versions: { node: "22.0.0", electron: "40.0.0" } } }],
  ["a worker of a page with a process of its own", { process: node, WorkerGlobalScope: class {} }],
])("%s has the layout of Chrome", (_name, realm) => expect(layoutOfRealm(realm)).toBe(CHROME));

test("a window's process belongs to the page and is not read", () => {
  const window = Object.defineProperty({}, "window", { get: () => window, configurable: false });
  Object.defineProperty(window, "process", {
    get: () => {
      throw new Error("read");
    },
  });
  expect(layoutOfRealm(window)).toBe(CHROME);
});
