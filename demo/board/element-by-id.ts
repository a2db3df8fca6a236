/** The page's element with that id. Throws if there is none, or one of another type. */
export function elementById<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} with the id “${id}”.`);
  return element;
}
