import { uncurry } from "../realm/introspect.ts";

const WeakReference = WeakRef;
const derefOf = uncurry(WeakRef.prototype.deref) as (reference: WeakRef<object>) => object | undefined;

/** Does not keep the object alive. */
export function weakly(object: object): WeakRef<object> {
  return new WeakReference(object);
}

/** Undefined once it was collected. */
export function heldBy(reference: WeakRef<object>): object | undefined {
  return derefOf(reference);
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
