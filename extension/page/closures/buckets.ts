import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";

/** Items with a small number each, to be taken in the order of the numbers; those of one number in the order in which they came. */
export class Buckets<Item> {
  readonly #byNumber: SafeList<SafeList<Item> | undefined> = createSafeList();

  add(number: number, item: Item): void {
    let items = this.#byNumber[number];
    if (items === undefined) {
      items = createSafeList();
      this.#byNumber[number] = items;
    }
    items[items.length] = item;
  }

  inOrder(): SafeList<Item> {
    const all: SafeList<Item> = createSafeList();
    for (let number = 0; number < this.#byNumber.length; number++) {
      const items = this.#byNumber[number];
      if (items !== undefined) for (let i = 0; i < items.length; i++) all[all.length] = items[i];
    }
    return all;
  }
}
