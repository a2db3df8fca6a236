import { createSafeMap, createSafeWeakMap, type SafeMap } from "../../realm/safe-collections.ts";
import type { Describe, Sink } from "../../sink/sink.ts";

const ofSinks = /* @__PURE__ */ createSafeWeakMap<Sink, SafeMap<string, Describe>>();

/**
 * What describes the objects of one kind, made once for each key. It ends with the walk: a build that puts small functions into their callers gives it the caller's variables, and so the sink,
 * which would stay in the page with all that was walked.
 */
export function describerFor(sink: Sink, key: string, create: () => Describe): Describe {
  let describers = ofSinks.get(sink);
  if (describers === undefined) {
    describers = createSafeMap();
    ofSinks.set(sink, describers);
  }
  let describe = describers.get(key);
  if (describe === undefined) {
    describe = create();
    describers.set(key, describe);
  }
  return describe;
}
