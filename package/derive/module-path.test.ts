import { expect, test } from "vitest";
import { modulePath } from "./module-path.ts";

test.each([
  ["/app/src/store.ts", "src/store.ts"],
  ["/app/src/App.vue?vue&type=script&lang.ts", "src/App.vue"],
  ["\0/app/node_modules/pako/index.js?commonjs-module", "node_modules/pako/index.js"],
  ["\0virtual:config", "virtual:config"],
  ["src/store.ts", "src/store.ts"],
  ["./src/store.ts", "src/store.ts"],
  ["/shared/a.ts", "../shared/a.ts"],
  ["file:///app/src/store.ts", "src/store.ts"],
  ["/app/node_modules/react-dom/cjs/react-dom.development.js", "node_modules/react-dom/cjs/react-dom.development.js"],
  ["/node_modules/react/index.js", "node_modules/react/index.js"],
  ["/app/node_modules/a/node_modules/b/index.js", "node_modules/a/node_modules/b/index.js"],
  ["/app/node_modules/.pnpm/react@19.0.0/node_modules/react/index.js", "node_modules/react/index.js"],
  ["../../node_modules/.pnpm/@a+b@1.0.0/node_modules/@a/b/x.js", "node_modules/@a/b/x.js"],
  ["/app/my_node_modules/x.js", "my_node_modules/x.js"],
  ["", undefined],
  ["?", "?"],
])("%j is %j", (id, path) => {
  expect(modulePath(id, "/app")).toBe(path);
});
