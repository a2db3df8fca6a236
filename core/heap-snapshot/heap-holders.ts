import type { Graph } from "../graph/graph.ts";
import { WEAKLY_HELD } from "./graph-of-heap.ts";

/** Roots that hold nothing: below them stands what only weak references lead to. */
export function weakRootsOf({ names, roots }: Graph): ReadonlySet<number> {
  const weak = new Set<number>();
  for (let root = 0; root < roots.count; root++) if (names[roots.name[root]] === WEAKLY_HELD) weak.add(root);
  return weak;
}

/** Everything of a page leads to its window, its document and its realm by dozens of ways. The shortest one stands for all. */
export const GATEWAYS: ReadonlySet<string> = new Set([
  "Window",
  "HTMLDocument",
  "blink::ScriptStateImpl",
  "Modulator",
  "system / NativeContext",
]);

/** A global variable has a cell besides its property, and a node in a document has boxes, layers and fragments besides its parent. */
const ECHO =
  /^(?:system \/ PropertyCell|blink::(?:Layout|Paint|Physical|TreeOrderedMap|LocalFrameView|HitTest|InputMethod|SoftNavigation|RootFrame|TextPaint|Fragment))/;

/** Whether nodes of the type refer only to what others hold. */
export function isEcho(type: string): boolean {
  return ECHO.test(type);
}
