import { SHAPE_DETACHED } from "../graph/graph.ts";
import { PLACE_HOST, PLACE_PIXELS, PLACE_TEXT, PLACE_TREE, PLACE_TREE_ROOT } from "../graph/standard-places.ts";
import type { SizeByVersion } from "../layout/calibrated-versions.ts";
import { platformSizeOf } from "../layout/platform-sizes.ts";
import type { PlatformKind } from "../layout/spider-monkey.ts";
import { prototypeOf } from "../realm/introspect.ts";
import { type NativeReader, nativeGetterFrom, nativeMethodFrom } from "../realm/introspect-native.ts";
import type { Sink } from "../sink/sink.ts";
import type { Impl } from "./impl.ts";
import { describeInParts } from "./own-fields.ts";
import { beginPlatformObject, describeExpandos, nativeGettersFrom, productOf } from "./platform.ts";

/**
 * Nodes of the DOM.
 *
 * A node of a document that is shown belongs to the document: its own bytes and the properties that the page gave it, nothing behind it. Any other node keeps its
 * whole tree, because each node refers to its parent: so the root of the tree refers to all nodes of it, and every other node to the root. All nodes of a
 * type stand in one frame, however deep the tree is, and whoever holds one of them has the whole tree. Their shapes are SHAPE_DETACHED.
 *
 * Only native accessors are read, and none that makes an object the page has not (`style`, `classList`, `childNodes`, `attributes`). The exception are the nodes
 * of a detached tree: one that no script has touched gets its JavaScript wrapper (23 bytes in Chromium), which goes when the node goes; what
 * scripts keep on such nodes is to be found in no other way. Listeners are known where DevTools lists them; attributes, style and layout are invisible.
 */
export function nodeImplOf(name: string, prototype: object, interfaceName: string): Impl | undefined {
  if (name === "Document") return documentImpl(prototype, interfaceName);
  if (name === "Node") return nodeImpl(prototype, interfaceName);
  return undefined;
}

function nodeImpl(prototype: object, interfaceName: string): Impl {
  const isConnectedOf = nativeGetterFrom(prototype, "isConnected");
  const documentOf = nativeGetterFrom(prototype, "ownerDocument");
  const rootOf = nativeMethodFrom(prototype, "getRootNode");
  const nodeTypeOf = nativeGetterFrom(prototype, "nodeType");
  const shadowRootOf = nativeGetterFrom(prototype, "shadowRoot");
  const describeTree = treeReader(prototype);
  const isShown = shownDocuments();
  const describeOwn = ownBytesReader(prototype, interfaceName);
  /* What hangs on the node besides its children. */
  const innerOf = interfaceName === "HTMLTemplateElement" ? nativeGetterFrom(prototype, "content") : shadowRootOf;
  const hostOf = nativeGetterFrom(prototype, "host");
  const isShadowRoot = interfaceName === "ShadowRoot";
  const isText = interfaceName === "Text" || interfaceName === "Comment";
  let size: SizeByVersion = -1;
  let kind: PlatformKind = "other";
  return (object, sink, { layout, typeName, reportListeners }) => {
    const isConnected = isConnectedOf(object);
    if (isConnected === undefined) return false;
    if (size === -1) {
      const isElement = nodeTypeOf(object) === 1;
      size = platformSizeOf(interfaceName, isElement);
      kind = isElement ? "element" : isText ? "text" : "other";
    }
    const isInPage = isConnected === true && isShown(documentOf(object));
    beginPlatformObject(sink, typeName, size, layout, isInPage ? 0 : SHAPE_DETACHED, kind);
    describeOwn(object, sink);
    describeExpandos(object, sink, isInPage);
    if (isInPage) return true;
    reportListeners?.(object, nodeTypeOf(object) === 1 ? "element" : "other", sink);
    const root = rootOf(object);
    const isRoot = root === object || root === undefined;
    if (!isRoot) sink.reference(PLACE_TREE_ROOT, root);
    if (isText) return true;
    const inner = innerOf(object);
    if (inner !== null && inner !== undefined) sink.reference(PLACE_TREE, inner);
    if (isShadowRoot) sink.reference(PLACE_HOST, hostOf(object));
    if (isRoot) describeTree(object, sink);
    return true;
  };
}

/** The document that is shown, or one of a frame, is a boundary with the properties that the page gave it; any other (of a parser, of a frame that is gone) is a tree. */
function documentImpl(prototype: object, interfaceName: string): Impl {
  const viewOf = nativeGetterFrom(prototype, "defaultView");
  const describeTree = treeReader(prototype);
  const size = platformSizeOf(interfaceName, false);
  return (object, sink, { layout, typeName }) => {
    const view = viewOf(object);
    if (view === undefined) return false;
    if (view === null) beginPlatformObject(sink, typeName, size, layout, SHAPE_DETACHED, "document");
    else beginPlatformObject(sink, typeName, 0, layout);
    describeExpandos(object, sink, view !== null);
    if (view === null) describeTree(object, sink);
    return true;
  };
}

/** Describes all nodes below the root, in document order, as items of `tree`. No recursion: a tree may be as deep as it likes. */
function treeReader(prototype: object): (root: object, sink: Sink) => void {
  const firstChildOf = nativeGetterFrom(prototype, "firstChild") as (node: object) => object | null | undefined;
  const nextSiblingOf = nativeGetterFrom(prototype, "nextSibling") as (node: object) => object | null | undefined;
  const parentOf = nativeGetterFrom(prototype, "parentNode") as (node: object) => object | null | undefined;
  return (root, sink) => {
    const first = firstChildOf(root);
    if (first === null || first === undefined) return;
    let at: object = first;
    sink.beginItems(PLACE_TREE);
    let isTold = false;
    describeInParts(sink, () => {
      const node = at;
      if (!isTold) sink.item(node);
      const next = (isTold ? undefined : firstChildOf(node)) ?? nextSiblingOf(node);
      isTold = next === null || next === undefined;
      const after = next ?? parentOf(node);
      if (after === root || after === null || after === undefined) return true;
      at = after;
      return false;
    });
  };
}

/** What a node keeps outside the heap by itself: pixels of a canvas, characters of a string. */
function ownBytesReader(prototype: object, interfaceName: string): (object: object, sink: Sink) => void {
  switch (interfaceName) {
    /* Measured as if it had been drawn on: without making its context, one cannot find out. */
    case "HTMLCanvasElement": {
      const readers = nativeGettersFrom(prototype, ["width", "height"]);
      return (object, sink) => sink.bytes(PLACE_PIXELS, productOf(readers, object, 4) ?? 0);
    }
    /* The browser may drop the pixels of an image and decode them again. */
    case "HTMLImageElement": {
      const readers = nativeGettersFrom(prototype, ["naturalWidth", "naturalHeight"]);
      return (object, sink) => sink.possibleBytes(PLACE_PIXELS, productOf(readers, object, 4) ?? 0);
    }
    /* One or two bytes a character. The text itself is not read: that would copy it to the heap. */
    case "Text":
    case "Comment":
    case "CDATASection":
    case "ProcessingInstruction": {
      const readers = nativeGettersFrom(prototype, ["length"]);
      return (object, sink) => {
        const length = productOf(readers, object, 1) ?? 0;
        sink.bytes(PLACE_TEXT, length);
        sink.possibleBytes(PLACE_TEXT, length);
      };
    }
    default:
      return () => {};
  }
}

/** Whether a document is shown. Remembers the last one asked for: the nodes of a walk are mostly of one. */
function shownDocuments(): (document: unknown) => boolean {
  let last: unknown;
  let isLastShown = false;
  return (document) => {
    if (typeof document !== "object" || document === null) return true;
    if (document !== last) {
      const prototype = prototypeOf(document);
      const viewOf: NativeReader | undefined =
        prototype === null ? undefined : nativeGetterFrom(prototype, "defaultView");
      isLastShown = viewOf !== undefined && viewOf(document) !== null;
      last = document;
    }
    return isLastShown;
  };
}
