import { store } from "./store.ts";

export interface Item {
  readonly sku: string;
  readonly qty: number;
}

const described: string[] = [];

/** A circle: the store imports this module, too. */
export function describeItem({ sku, qty }: Item): string {
  described.push(sku);
  return `${qty} × ${sku}, ${store.count} in the store, ${described.length} described`;
}
