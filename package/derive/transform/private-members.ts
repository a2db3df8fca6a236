import type { Edits } from "./edits.ts";
import type { Naming } from "./naming.ts";
import type { ClassNode } from "./syntax.ts";

/**
 * A class with `#private` fields describes them at the end of its body. The engine adds the fields of an object in the order
 * of the source, so one that has the last of them has all.
 */
export function describePrivates(node: ClassNode, naming: Naming, edits: Edits): void {
  const own: string[] = [];
  const ofClass: string[] = [];
  for (const member of node.body.body) {
    if (member.type !== "PropertyDefinition" || member.key.type !== "PrivateIdentifier") continue;
    (member.static ? ofClass : own).push(`#${member.key.name}`);
  }
  if (own.length === 0 && ofClass.length === 0) return;
  const reader = `o=>${membersIfHas(own)}${membersIfHas(ofClass)}void 0`;
  edits.close(node.body.end - 1, `;static{${naming.runtime}.privates(this,${reader})}`);
}

function membersIfHas(names: readonly string[]): string {
  const last = names.at(-1);
  return last === undefined ? "" : `${last} in o?{${names.map((name) => `"${name}":o.${name}`).join()}}:`;
}
