/**
 * Bytes of the browser's objects, by interface: JavaScript wrapper and C++ object together, as the heap snapshot of Chromium 156 tells them. Parts that are
 * objects of their own (headers of a request, listeners, style, layout) are invisible to JavaScript and not included.
 */
const LEAST_PLATFORM_OBJECT = 48;
const LEAST_ELEMENT = 104;
const LEAST_CHARACTER_DATA = 96;

/** Of an interface that is not listed, the least that any takes. */
export function platformSizeOf(interfaceName: string, isElement: boolean): number {
  switch (interfaceName) {
    case "Blob":
    case "NodeList":
    case "TextEncoder":
      return 56;
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
    case "DocumentFragment":
    case "Headers":
    case "ImageData":
    case "ReadableStream":
      return 88;
    case "Text":
    case "Comment":
    case "CDATASection":
    case "ProcessingInstruction":
      return LEAST_CHARACTER_DATA;
    case "Range":
    case "Attr":
      return 104;
    case "Event":
    case "HTMLCollection":
    case "HTMLTemplateElement":
    case "WritableStream":
      return 120;
    case "AbortSignal":
    case "CustomEvent":
      return 136;
    case "MutationObserver":
      return 144;
    case "MessagePort":
      return 152;
    case "CSSStyleSheet":
      return 160;
    case "DOMMatrix":
    case "URL":
      return 184;
    case "HTMLImageElement":
    case "OffscreenCanvas":
      return 224;
    case "File":
    case "IntersectionObserver":
      return 232;
    case "HTMLInputElement":
      return 320;
    case "Path2D":
      return 584;
    case "HTMLCanvasElement":
      return 648;
    case "HTMLVideoElement":
      return 2056;
    case "Document":
    case "HTMLDocument":
    case "XMLDocument":
      return 3456;
    default:
      return isElement ? LEAST_ELEMENT : LEAST_PLATFORM_OBJECT;
  }
}
