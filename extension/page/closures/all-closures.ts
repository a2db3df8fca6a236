import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { BoundFunction, ClosureContext, Closures, WeakEntries } from "../../../core/snapshot/closure-roots.ts";
import type { CollectedRealm } from "./closures-handle.ts";
import type { RenamedNames } from "./renamed-names.ts";

/** What was collected of several realms, as one: a walk goes from one into another. */
export class AllClosures implements Closures {
  readonly weakMaps: SafeList<WeakEntries> = createSafeList();
  readonly #realms: SafeList<CollectedRealm>;

  constructor(realms: SafeList<CollectedRealm>) {
    this.#realms = realms;
    for (let r = 0; r < realms.length; r++) {
      const { weakMaps } = realms[r].collector;
      for (let i = 0; i < weakMaps.length; i++) this.weakMaps[this.weakMaps.length] = weakMaps[i];
    }
  }

  contextOf(fn: object): ClosureContext | undefined {
    for (let r = 0; r < this.#realms.length; r++) {
      const context = this.#realms[r].collector.contextOf(fn);
      if (context !== undefined) return context;
    }
    return undefined;
  }

  boundOf(fn: object): BoundFunction | undefined {
    for (let r = 0; r < this.#realms.length; r++) {
      const bound = this.#realms[r].collector.boundOf(fn);
      if (bound !== undefined) return bound;
    }
    return undefined;
  }

  scriptOf(fn: object): string | undefined {
    for (let r = 0; r < this.#realms.length; r++) {
      const script = this.#realms[r].collector.scriptOf(fn);
      if (script !== undefined) return script;
    }
    return undefined;
  }

  mayHavePrivates(prototypeOrClass: object): boolean {
    for (let r = 0; r < this.#realms.length; r++) {
      if (this.#realms[r].collector.mayHavePrivates(prototypeOrClass)) return true;
    }
    return false;
  }

  originalNameOf(fn: object): string | undefined {
    for (let r = 0; r < this.#realms.length; r++) {
      const name = this.#realms[r].collector.originalNameOf(fn);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  renamedOf(text: string): ReturnType<RenamedNames["partsOf"]> {
    for (let r = 0; r < this.#realms.length; r++) {
      const renamed = this.#realms[r].collector.renamedOf(text);
      if (renamed !== undefined) return renamed;
    }
    return undefined;
  }
}
