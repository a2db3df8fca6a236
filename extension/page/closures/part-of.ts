import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";

/** `count` objects of a list from `first` on, or as many as there are. */
export function partOf(
  list: { readonly [index: number]: object; readonly length: number },
  first: number,
  count: number,
): SafeList<object> {
  const part: SafeList<object> = createSafeList();
  for (let i = first; i < first + count && i < list.length; i++) part[part.length] = list[i];
  return part;
}
