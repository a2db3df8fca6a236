import { expect, test } from "vitest";
import { editDistance } from "./edit-distance.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["store", "store", 0],
  ["stor", "store", 1],
  ["usres", "users", 1],
  ["ca", "abc", 3],
  ["kitten", "sitting", 3],
])("%j to %j: %d", (one, other, distance) => {
  expect(editDistance(one, other)).toBe(distance);
  expect(editDistance(other, one)).toBe(distance);
});

/** As the definition says it. */
function naiveDistance(one: string, other: string): number {
  if (one === "" || other === "") return one.length + other.length;
  const [restOfOne, restOfOther] = [one.slice(1), other.slice(1)];
  if (one[0] === other[0]) return naiveDistance(restOfOne, restOfOther);
  const isSwap = one.length > 1 && one[0] === other[1] && one[1] === other[0];
  return (
    1 +
    Math.min(
      naiveDistance(restOfOne, other),
      naiveDistance(one, restOfOther),
      naiveDistance(restOfOne, restOfOther),
      isSwap ? naiveDistance(one.slice(2), other.slice(2)) : Number.POSITIVE_INFINITY,
    )
  );
}

test("is what its definition gives, for all words of up to three letters", () => {
  const words = [""];
  for (let i = 0; words[i]!.length < 3; i++) for (const letter of "abc") words.push(words[i] + letter);
  for (const one of words) {
    for (const other of words) expect(editDistance(one, other), `${one} to ${other}`).toBe(naiveDistance(one, other));
  }
});
