import type { ClassBody, PropertyDefinition, StaticBlock } from "acorn";
import type { Variable } from "./scope.ts";

/** Private names of a class. */
export interface PrivateNames {
  readonly all: ReadonlySet<string>;
  readonly staticMethods: ReadonlySet<string>;
  /** The class's own name in it. */
  readonly own: Variable | null;
  isClassNeeded: boolean;
}

export type ClassMember = ClassBody["body"][number];

export function isInstanceField(member: ClassMember): member is PropertyDefinition {
  return member.type === "PropertyDefinition" && !member.static;
}

export function isStaticElement(member: ClassMember): member is PropertyDefinition | StaticBlock {
  return member.type === "StaticBlock" || (member.type === "PropertyDefinition" && member.static);
}

export function privateNamesOf(body: readonly ClassMember[], own: Variable | null): PrivateNames {
  const all = new Set<string>();
  const staticMethods = new Set<string>();
  for (const member of body) {
    if (member.type === "StaticBlock" || member.key.type !== "PrivateIdentifier") continue;
    all.add(member.key.name);
    if (member.type === "MethodDefinition" && member.static) staticMethods.add(member.key.name);
  }
  return { all, staticMethods, own, isClassNeeded: false };
}

/** Words that V8 keeps in the context of a class: one for each private name, one for the brand of private methods, one for each computed key of a field. */
export function slotsOfMembers(body: readonly ClassMember[], { all }: PrivateNames): number {
  let slots = all.size;
  let hasBrand = false;
  for (const member of body) {
    if (member.type === "PropertyDefinition" && member.computed) slots++;
    if (member.type === "MethodDefinition" && member.key.type === "PrivateIdentifier" && !member.static)
      hasBrand = true;
  }
  return hasBrand ? slots + 1 : slots;
}
