/**
 * The name to show for a property that a framework put on an element for itself; undefined for any other key. While the element is in the document, such a property leads
 * back to what the framework's root describes, so it makes no owner. React's have a random end, which is not shown.
 */
export function frameworkKeyOf(key: string | symbol): string | undefined {
  if (typeof key !== "string" || key.length < 3 || key[0] !== "_") return undefined;
  switch (key) {
    case "__k":
    case "__vue_app__":
    case "__vnode":
    case "__vueParentComponent":
    case "_$litPart$":
      return key;
  }
  if (startsWith(key, "__react")) {
    for (let i = REACT_LENGTH; i < key.length; i++) if (key[i] === "$") return partOf(key, i);
    return undefined;
  }
  return startsWith(key, "_reactListening") ? "_reactListening" : undefined;
}

const REACT_LENGTH = "__react".length;

export function startsWith(text: string, start: string): boolean {
  if (text.length < start.length) return false;
  for (let i = 0; i < start.length; i++) if (text[i] !== start[i]) return false;
  return true;
}

function partOf(text: string, length: number): string {
  let part = "";
  for (let i = 0; i < length; i++) part += text[i];
  return part;
}
