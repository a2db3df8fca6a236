import type { BoundFunction, ClosureContext, Closures, PrivateMembers } from "../impls/closures/closure-context.ts";
import { prototypeOf } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";
import type { ContextReader } from "../registry/derived-types.ts";
import { DerivedKnowledge, MAX_CONTEXTS, namesIn, type ReadContext, readContext } from "../registry/read-derived.ts";
import { ownValueOf } from "../registry/record.ts";

const NO_ARGUMENTS = createSafeList<unknown>();

/**
 * What a bundler's plug-in derived of functions and classes, for a walk to ask where no debugger was. A reader stands for one context: so functions that share it share a context, and
 * each is read once. A context that cannot be read is not there.
 */
export class DerivedClosures implements Closures {
  readonly #knowledge: DerivedKnowledge;
  readonly #contexts = createSafeMap<ContextReader, ClosureContext>();

  constructor(knowledge: DerivedKnowledge) {
    this.#knowledge = knowledge;
  }

  contextOf(fn: object): ClosureContext | undefined {
    const reader = this.#knowledge.readerOf(fn);
    return reader === undefined ? undefined : (this.#contexts.get(reader) ?? this.#read(reader));
  }

  /** Reads the contexts around a function that are not known yet, and makes them from the outermost on. */
  #read(innermost: ContextReader): ClosureContext | undefined {
    const first = readContext(innermost);
    if (first === undefined) return undefined;
    return this.#make(innermost, first, this.#contextOutside(first.outside));
  }

  /** Most contexts are in none, or in one that is known. */
  #contextOutside(outside: unknown): ClosureContext | undefined {
    if (typeof outside !== "function") return undefined;
    const known = this.#contexts.get(outside as ContextReader);
    if (known !== undefined) return known;
    const readers = createSafeList<ContextReader>();
    const found = createSafeList<ReadContext>();
    let above: ClosureContext | undefined;
    let reader: unknown = outside;
    while (typeof reader === "function" && readers.length < MAX_CONTEXTS) {
      above = this.#contexts.get(reader as ContextReader);
      if (above !== undefined) break;
      const context = readContext(reader as ContextReader);
      if (context === undefined) break;
      readers[readers.length] = reader as ContextReader;
      found[found.length] = context;
      reader = context.outside;
    }
    for (let i = found.length - 1; i >= 0; i--) above = this.#make(readers[i], found[i], above);
    return above;
  }

  #make(
    reader: ContextReader,
    { name, names, values, slots }: ReadContext,
    above: ClosureContext | undefined,
  ): ClosureContext {
    const context = { name, names, values, slots, above };
    this.#contexts.set(reader, context);
    return context;
  }

  boundOf(fn: object): BoundFunction | undefined {
    const known = this.#knowledge.boundWith(fn);
    if (typeof known !== "object" || known === null) return undefined;
    const given = ownValueOf(known, "args") as BoundFunction["args"] | undefined;
    if (given === undefined) return undefined;
    const args = given.length < 2 ? NO_ARGUMENTS : createSafeList<unknown>();
    for (let i = 1; i < given.length; i++) args[i - 1] = given[i];
    return { target: ownValueOf(known, "target"), thisValue: given.length > 0 ? given[0] : undefined, args };
  }

  mayHavePrivates(prototypeOrClass: object): boolean {
    return this.#knowledge.readersOfPrivates(prototypeOrClass).length > 0;
  }

  privatesOf(object: object): PrivateMembers | undefined {
    const readers = this.#knowledge.readersOfPrivates(typeof object === "function" ? object : prototypeOf(object));
    const names = createSafeList<string>();
    const values = createSafeList<unknown>();
    for (let i = 0; i < readers.length; i++) {
      let found: ReturnType<typeof namesIn>;
      try {
        found = namesIn(readers[i].read(object));
      } catch {
        /* Nothing of that class can be read, for it is not what the plug-in makes. */
        continue;
      }
      for (let n = 0; found !== undefined && n < found.names.length; n++) {
        if (isAmong(readers[i].described, found.names[n])) continue;
        names[names.length] = found.names[n];
        values[values.length] = found.values[n];
      }
    }
    return { names, values };
  }
}

function isAmong(names: readonly unknown[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** What was derived in realms, by their global objects; undefined for nothing. */
export function derivedClosuresIn(realms: SafeList<object>): DerivedClosures | undefined {
  const knowledge = new DerivedKnowledge(realms);
  return knowledge.isEmpty ? undefined : new DerivedClosures(knowledge);
}
