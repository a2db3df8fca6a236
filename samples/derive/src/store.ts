import { describeItem, type Item } from "./item.ts";

const cache = new Map<string, Item>();

export class Store {
  readonly #items: Item[] = [];

  push(item: Item): void {
    this.#items.push(item);
  }

  get count(): number {
    return this.#items.length;
  }
}

export const store = new Store();

export function add(sku: string, qty: number): string {
  const item = { sku, qty };
  cache.set(sku, item);
  store.push(item);
  return describeItem(item);
}
