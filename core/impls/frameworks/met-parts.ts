import type { DescribeMet } from "../impl.ts";
import { describeVNode, isVNodeByKeys } from "./preact.ts";
import { describeFiber, describeReactElement, isFiberByKeys } from "./react.ts";

/** The first keys of an object say what it may be, and most objects have none of these. */
export const describeMetPart: DescribeMet = (object, keys, sink) => {
  switch (keys[0]) {
    case "$$typeof":
      return describeReactElement(object, keys, sink);
    case "tag":
      if (!isFiberByKeys(keys)) return false;
      describeFiber(object, sink);
      return true;
    case "type":
    case "constructor":
      if (!isVNodeByKeys(keys)) return false;
      describeVNode(object, sink);
      return true;
    default:
      return false;
  }
};
