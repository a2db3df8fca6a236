export const MARK_MEANINGS = [
  ["off-heap", "Bytes outside the JS heap"],
  ["recursive", "Objects with the same field and type further down are counted here"],
  ["merged", "Several small frames in one"],
] as const;

type MarkName = (typeof MARK_MEANINGS)[number][0];

/** Something special about a box. Help says what it means. */
export function Mark({ name }: { readonly name: MarkName }) {
  const meaning = MARK_MEANINGS.find(([marked]) => marked === name)?.[1];
  return (
    <span class="mark">
      {name}
      <span class="for-screen-readers">: {meaning}</span>
    </span>
  );
}
