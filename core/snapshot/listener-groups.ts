import type { RegistrationsByType } from "../natives/listed-listeners.ts";
import { excerptOf } from "../realm/excerpt.ts";
import { nameOfFunction } from "../realm/function-names.ts";
import { sourceOfFunction } from "../realm/function-origin.ts";
import { append, ownKeysOf } from "../realm/introspect.ts";
import { createSafeList, createSafeMap } from "../realm/safe-collections.ts";
import { DerivedKnowledge } from "../registry/read-derived.ts";
import type { Listener, TargetListeners } from "./listener-roots.ts";

/* Each pair of a type and a label is a shape of the graph, and each name of targets is a root: a page that makes up names leaves room for its objects. */
const MAX_NAMES = 1_000;
const MAX_TYPES = 1_000;
const MAX_LABELS = 8_000;
const OTHER_TARGETS = "(other elements)";
const OTHER_TYPES = "(other types)";

interface Group {
  readonly name: string;
  readonly listeners: Listener[];
}

/** The listeners that were listed, by the name of their targets. */
export class ListenerGroups {
  readonly #derived: DerivedKnowledge;
  readonly #isOurs: (type: string) => boolean;
  readonly #groups: Group[] = [];
  readonly #byName = createSafeMap<string, Group>();
  readonly #labelsOfType = createSafeMap<string, LabelSet>();
  #labelCount = 0;
  /** The nameless function before: those of a list often come from one place of the source. */
  #lastSource = "";
  #lastExcerpt = "";

  /** `isOurs` knows the types of events that no script of the page listens to. */
  constructor(realm: object, isOurs: (type: string) => boolean = () => false) {
    this.#derived = knowledgeOf(realm);
    this.#isOurs = isOurs;
  }

  get groups(): readonly TargetListeners[] {
    return this.#groups;
  }

  add(targetName: string, registrations: RegistrationsByType): void {
    const types = ownKeysOf(registrations);
    if (types.length > 0) this.#addTo(this.#groupOf(targetName).listeners, registrations, types);
  }

  /** Adds one more to the listeners of that name. */
  addListener(targetName: string, type: string, callback: object): void {
    append(this.#groupOf(targetName).listeners, this.#listenerOf(type, callback));
  }

  /** The listeners of one target, apart from the groups. */
  listenersOf(registrations: RegistrationsByType): readonly Listener[] {
    const listeners: Listener[] = [];
    this.#addTo(listeners, registrations, ownKeysOf(registrations));
    return listeners;
  }

  #addTo(listeners: Listener[], registrations: RegistrationsByType, types: readonly (string | symbol)[]): void {
    for (let t = 0; t < types.length; t++) {
      const type = types[t];
      if (typeof type !== "string" || this.#isOurs(type)) continue;
      const list = registrations[type];
      for (let i = 0; i < list.length; i++) append(listeners, this.#listenerOf(type, list[i].listener));
    }
  }

  #groupOf(name: string): Group {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (this.#groups.length >= MAX_NAMES && name !== OTHER_TARGETS) return this.#groupOf(OTHER_TARGETS);
    const group: Group = { name, listeners: [] };
    append(this.#groups, group);
    this.#byName.set(name, group);
    return group;
  }

  #listenerOf(type: string, callback: object): Listener {
    let labels = this.#labelsOfType.get(type);
    if (labels === undefined) {
      if (this.#labelsOfType.size >= MAX_TYPES && type !== OTHER_TYPES) return this.#listenerOf(OTHER_TYPES, callback);
      labels = createSafeMap();
      this.#labelsOfType.set(type, labels);
    }
    return { type, label: this.#takenLabel(this.#labelOf(callback), labels), callback };
  }

  /** The label, or "" if there are too many. */
  #takenLabel(label: string, labels: LabelSet): string {
    if (labels.get(label)) return label;
    if (this.#labelCount === MAX_LABELS) return "";
    this.#labelCount++;
    labels.set(label, true);
    return label;
  }

  #labelOf(callback: object): string {
    if (typeof callback !== "function") return "handleEvent";
    return excerptOf(nameOf(callback)) || this.#excerptOf(callback);
  }

  #excerptOf(callback: object): string {
    const source = sourceOfFunction(callback) ?? "";
    if (source !== this.#lastSource) {
      this.#lastSource = source;
      this.#lastExcerpt = excerptOf(this.#derived.shownText(source));
    }
    return this.#lastExcerpt;
  }
}

function knowledgeOf(realm: object): DerivedKnowledge {
  const realms = createSafeList<object>();
  realms[0] = realm;
  return new DerivedKnowledge(realms);
}

type LabelSet = ReturnType<typeof createSafeMap<string, true>>;

function nameOf(callback: object): string {
  try {
    return nameOfFunction(callback) ?? "";
  } catch {
    /* The trap of a Proxy. */
    return "";
  }
}
