/** When what was found in a page is among the roots, where the user did not choose for the site. */
export type TakesFound = "without-registered" | "always";

export function isTakesFound(value: unknown): value is TakesFound {
  return value === "without-registered" || value === "always";
}
