/** Where the row of a box stands among all rows; 0 for a box that has none. */
export function placesOf(boxes: Uint32Array): (box: number) => number {
  const places = new Map<number, number>();
  for (let row = 0; row < boxes.length; row++) places.set(boxes[row], row);
  return (box) => places.get(box) ?? 0;
}
