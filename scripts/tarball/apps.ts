import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** An app that measures something small: it puts folded stacks into `globalThis.folded`. `cart` is the example of the documents. */
const MEASURE =
  'globalThis.folded = takeSnapshot({ layout: "chrome", roots: { cart: { items: [{ sku: "a-1", qty: 2 }] } } }).toFolded();\n';

export const MODULE_APP = `import { takeSnapshot } from "allocative";\n${MEASURE}`;
export const COMMON_JS_APP = `const { takeSnapshot } = require("allocative");\n${MEASURE}`;
export const SCRIPT_APP = `const { takeSnapshot } = allocative;\n${MEASURE}`;

export const FOLDED = `cart;Object 12
cart;Object;items 4
cart;Object;items;Array 16
cart;Object;items;Array;elements 12
cart;Object;items;Array;elements;Object 12
cart;Object;items;Array;elements;Object;qty 4
cart;Object;items;Array;elements;Object;sku 4
cart;Object;items;Array;elements;Object;sku;string 16
`;

/** Prints what an app has measured. */
export const PRINT = "process.stdout.write(globalThis.folded);\n";

/** Writes the files of an app, by their paths below `folder`. */
export function writeApp(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
