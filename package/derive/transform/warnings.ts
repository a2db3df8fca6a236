import { isClass, isFunction, type Node } from "./syntax.ts";
import { walk } from "./walk.ts";

/** Something in the source that the transform left alone. */
export interface DeriveWarning {
  readonly message: string;
  /** Offsets in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export function tooDeepWarning({ start, end }: Node): DeriveWarning {
  return { message: "This file nests its expressions too deep. Allocative leaves it as it is.", start, end };
}

/** A function or class that the program turns into text stays as it is. There is no warning where the transform would change nothing in it. */
export function leftAloneWarning(node: Node, use: Node, closures: boolean): DeriveWarning[] {
  if (!wouldChange(node, closures)) return [];
  const message =
    "This function becomes text here, so Allocative leaves it as it is, and does not see what it keeps. The comment /* @allocative-exclude */ before the function says that this is intended.";
  return [{ message, start: use.start, end: use.end }];
}

function wouldChange(node: Node, closures: boolean): boolean {
  let found = false;
  walk(node, {
    enter(inner) {
      if (isClass(inner)) found ||= closures || hasPrivateFields(inner.body.body);
      else if (closures && inner !== node) found ||= isFunction(inner);
      return !found;
    },
  });
  return found;
}

function hasPrivateFields(members: readonly Node[]): boolean {
  return members.some((member) => member.type === "PropertyDefinition" && member.key.type === "PrivateIdentifier");
}
