import type { SizeByVersion } from "./calibrated-versions.ts";

/**
 * Bytes of the browser's objects, by interface: JavaScript wrapper and C++ object together, as the heap snapshots of the calibrated versions of Chromium show them. Parts that are
 * objects of their own (headers of a request, listeners, style, layout) are invisible to JavaScript and not included.
 */
const LEAST_PLATFORM_OBJECT = 40;
const LEAST_ELEMENT = 104;
const LEAST_CHARACTER_DATA = 96;

/** Of an interface that is not listed, the least that any takes. It is long because it is a table: an object would be read through the page's `Object.prototype`. */
export function platformSizeOf(interfaceName: string, isElement: boolean): SizeByVersion {
  switch (interfaceName) {
    /* The global object is the realm's. */
    case "WorkerGlobalScope":
      return 0;
    case "NodeList":
    case "TextEncoder":
      return 56;
    case "Blob":
      return [64, 64, 64, 64, 56, 56];
    case "EventTarget":
    case "AudioBuffer":
    case "Request":
    case "Response":
    case "TransformStream":
    case "TextDecoder":
      return 64;
    case "URLSearchParams":
    case "DOMRect":
    case "DOMPoint":
    case "ImageBitmap":
    case "CSSStyleDeclaration":
    case "DOMTokenList":
      return 72;
    case "FormData":
    case "Storage":
    case "VideoFrame":
      return 80;
    case "ReadableStream":
      return [80, 80, 80, 88, 88, 88];
    case "DocumentFragment":
    case "Headers":
    case "ImageData":
      return 88;
    case "Text":
    case "Comment":
    case "CDATASection":
    case "ProcessingInstruction":
      return LEAST_CHARACTER_DATA;
    case "Range":
    case "Attr":
    case "HTMLCollection":
      return 104;
    case "WritableStream":
      return [112, 112, 112, 120, 120, 120];
    case "HTMLTemplateElement":
      return 120;
    case "Event":
      return [152, 152, 152, 152, 152, 120];
    case "AbortSignal":
      return 136;
    case "CustomEvent":
      return [168, 168, 168, 168, 168, 136];
    case "MutationObserver":
      return [176, 176, 176, 176, 176, 144];
    case "MessagePort":
      return 152;
    case "CSSStyleSheet":
      return [192, 192, 192, 192, 192, 160];
    case "DOMMatrix":
    case "URL":
      return 184;
    case "HTMLImageElement":
      return [216, 216, 216, 216, 216, 224];
    case "OffscreenCanvas":
      return [216, 200, 200, 208, 208, 224];
    case "File":
      return [240, 240, 240, 240, 232, 232];
    case "IntersectionObserver":
      return [216, 216, 216, 216, 216, 232];
    case "HTMLInputElement":
      return [312, 312, 320, 320, 320, 320];
    case "Path2D":
      return [280, 280, 584, 584, 584, 584];
    case "HTMLCanvasElement":
      return [592, 592, 592, 592, 592, 648];
    case "HTMLVideoElement":
      return [1864, 1856, 1848, 2048, 2048, 2056];
    case "HTMLDocument":
      return [3288, 3288, 3288, 3328, 3368, 3456];
    case "Document":
    case "XMLDocument":
      return [3264, 3264, 3264, 3304, 3344, 3432];
    default:
      return isElement ? LEAST_ELEMENT : LEAST_PLATFORM_OBJECT;
  }
}
