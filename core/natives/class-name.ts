import { ownToStringTagOf, prototypeOf } from "../realm/introspect.ts";
import { nearestOnChain } from "../realm/prototype-chain.ts";

/** The class of the browser that an object is of, such as `AbortSignal`. */
export function classNameOf(object: object): string {
  return nearestOnChain(prototypeOf(object), ownToStringTagOf) ?? "object";
}
