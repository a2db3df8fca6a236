import { expect, test } from "vitest";
import { createSafeWeakSet } from "../../../core/realm/safe-collections.ts";
import { ClosureTables } from "../../scopes/closure-tables.ts";
import { EmptyScopes } from "../../scopes/empty-scopes.ts";
import { scriptOf } from "../../scopes/page-script.fixture.ts";
import { ClosureCollector } from "./closure-collector.ts";
import { DerivedReaders } from "./derived-readers.ts";

const SOURCE = `function format() { return "" + 1; }
format.short = function short() { return format.name; };
class Layer {
  get count() { return 0; }
  hide(item) { item.shown = false; }
  static classify(item) { return item; }
}`;

/** The page's functions in the order in which the walk looks at them, where V8's heap has them in that of `found`, in these scripts. */
function namesInOrder(found: readonly object[], scripts: readonly string[]): readonly string[] {
  const collector = new ClosureCollector([...found], createSafeWeakSet(), new DerivedReaders({}));
  const { isDone, keys } = collector.readTexts(10_000);
  expect(isDone).toBe(true);
  const read = scripts.map((source, i) => scriptOf(source, String(i)));
  const tables = new ClosureTables(read, "https://app.example/", new Set(), new EmptyScopes());
  collector.addScripts(tables.scripts);
  collector.addScopes(tables.scopes);
  collector.addTexts(tables.textsOf(keys));
  collector.choose(20, 100);
  collector.end();
  return Array.from(collector.functions(), ({ value }) => Reflect.get(value, "name"));
}

const evaluated: readonly object[] = new Function(`${SOURCE}
return [format, format.short, Layer, Layer.classify, Layer.prototype.hide, Object.getOwnPropertyDescriptor(Layer.prototype, "count").get];`)();

test("functions stand in the order of their source, classes first, wherever the heap has them", () => {
  const expected = ["Layer", "format", "short", "get count", "hide", "classify"];
  for (let first = 0; first < evaluated.length; first++) {
    const found = [...evaluated.slice(first), ...evaluated.slice(0, first)];
    expect(namesInOrder(found, [SOURCE])).toEqual(expected);
    expect(namesInOrder(found.toReversed(), [SOURCE])).toEqual(expected);
  }
});

test("classes come first among functions whose script is not known, too", () => {
  expect(namesInOrder(evaluated.toReversed(), [])[0]).toBe("Layer");
});
