/** Files that name the package's version, and how: the version stands in place of `VERSION`. */
export const VERSION_PLACES: readonly (readonly [file: string, pattern: string])[] = [
  ["package.json", '"name": "allocative",\n  "version": "VERSION"'],
  ["package-lock.json", '"name": "allocative",\n  "version": "VERSION"'],
  ["package-lock.json", '"name": "allocative",\n      "version": "VERSION"'],
  ["manifest.json", '"name": "Allocative",\n  "version": "VERSION"'],
  ["docs/api.md", "npm/allocative@VERSION"],
  ["package/npm-readme.md", "npm/allocative@VERSION"],
];

/** A file's text with another version at that place. Throws if the version is not there. */
export function withVersion(text: string, pattern: string, current: string, next: string): string {
  const before = pattern.replace("VERSION", current);
  if (!text.includes(before)) throw new Error(`There is no ${JSON.stringify(before)}.`);
  return text.replaceAll(before, pattern.replace("VERSION", next));
}
