/* Names of the language that are this app's own here. */

// biome-ignore lint/suspicious/noShadowRestrictedNames: so that the app hides it.
export class WeakMap {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
    made.push(this);
  }
}

// biome-ignore lint/suspicious/noShadowRestrictedNames: so that the app hides it.
const Symbol = (name: string): { readonly name: string } => ({ name });
// biome-ignore lint/suspicious/noShadowRestrictedNames: so that the app hides it.
const Set = [Symbol("set")];
const made: WeakMap[] = [];

export function ownNames(): string {
  return `${Set[0]?.name} ${made.length}`;
}
