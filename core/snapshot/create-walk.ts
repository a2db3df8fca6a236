import { ROOT_GIVEN } from "../graph/graph.ts";
import { quotedWords } from "../graph/page-words.ts";
import { createDescribers } from "../impls/describe.ts";
import type { DescribeMet, FamilyFinder, FunctionKnowledge, ReportListeners } from "../impls/impl.ts";
import { isVueHere, vueReactiveImpl } from "../impls/libraries/vue.ts";
import { isSpiderMonkey } from "../layout/layout.ts";
import { now } from "../realm/clock.ts";
import { engineStrings, numbersOfSpiderMonkey } from "../realm/engine-strings.ts";
import { prepareToRead, textOfThrown } from "../realm/introspect.ts";
import { isPromise, realmIntrinsics } from "../realm/introspect-native.ts";
import { createSafeList } from "../realm/safe-collections.ts";
import { usedHeapSize } from "../realm/used-heap.ts";
import { registeredImpls } from "../registry/register-impl.ts";
import { type ResolvedRoot, registeredRootNames, resolveRoot } from "../registry/roots.ts";
import type { Describe } from "../sink/sink.ts";
import type { CustomImpls, PredicateImpl } from "../visitor/custom-impls.ts";
import type { Anchors } from "../walk/anchors.ts";
import type { RenamedNames } from "../walk/name-table.ts";
import { type AttachmentOf, Walk } from "../walk/walk.ts";
import { type SnapshotOptions, walkSettingsOf } from "./snapshot-options.ts";

/**
 * Never used. A collection between two walks takes hidden classes that no object has, and with them all code compiled for them: the next walk took twice as long
 * (bench "walk"). One object of each class is enough to keep them.
 */
const kept: { walk: Walk | undefined } = { walk: undefined };

/** What a walk of the agent knows besides the types of the package. */
export interface AgentKnowledge {
  readonly namedLibraries: FamilyFinder | undefined;
  /** Describes parts of frameworks. */
  readonly describeMet: DescribeMet | undefined;
  readonly functions: FunctionKnowledge | undefined;
  readonly reportListeners: ReportListeners | undefined;
  readonly attachmentOf: AttachmentOf | undefined;
  readonly renamedNames: RenamedNames | undefined;
  /** Bytes of the heap in use; 0 for what the browser reports to pages. */
  readonly usedHeapSize: number;
  readonly anchors: Anchors | undefined;
}

export const NO_KNOWLEDGE: AgentKnowledge = {
  namedLibraries: undefined,
  describeMet: undefined,
  functions: undefined,
  reportListeners: undefined,
  attachmentOf: undefined,
  renamedNames: undefined,
  usedHeapSize: 0,
  anchors: undefined,
};

/** A walk without roots yet. @throws SnapshotOptionError */
export function createWalk(options: SnapshotOptions, knowledge: AgentKnowledge = NO_KNOWLEDGE): Walk {
  prepareToRead();
  const { layout, maxObjects, dictionaryKeys } = walkSettingsOf(options);
  const customImpls = customImplsOfPage(layout.wordSize);
  const { namedLibraries, describeMet, functions, reportListeners, attachmentOf, renamedNames, anchors } = knowledge;
  const { describe } = createDescribers({
    layout,
    dictionaryKeys,
    customImpls,
    namedLibraries,
    describeMet,
    functions,
    reportListeners,
  });
  const unused = { attachmentOf: undefined, renamedNames: undefined, anchors: undefined };
  kept.walk ??= new Walk({ layout, describe: now, maxNodes: 0, now, usedHeapSize: 0, ...unused });
  const heapSize = knowledge.usedHeapSize > 0 ? knowledge.usedHeapSize : usedHeapSize();
  const walk = new Walk({
    layout,
    describe,
    maxNodes: maxObjects,
    now,
    usedHeapSize: heapSize,
    attachmentOf,
    renamedNames,
    anchors,
  });
  walk.leaveOut(realmIntrinsics());
  walk.addEngineStrings(engineStrings());
  if (isSpiderMonkey(layout)) walk.addEngineStrings(numbersOfSpiderMonkey());
  return walk;
}

/** Describes objects as a walk does, without what they say about themselves and what the page registered. @throws SnapshotOptionError */
export function builtInDescribe(options: SnapshotOptions): Describe {
  const { layout, dictionaryKeys } = walkSettingsOf(options);
  return createDescribers({
    layout,
    dictionaryKeys,
    customImpls: undefined,
    namedLibraries: undefined,
    describeMet: undefined,
    functions: undefined,
    reportListeners: undefined,
  }).describeBuiltIn;
}

/** What the page registered, and what its libraries need. */
export function customImplsOfPage(wordSize: 4 | 8): CustomImpls | undefined {
  const registered = registeredImpls();
  if (!isVueHere()) return registered;
  const predicates = createSafeList<PredicateImpl>();
  if (registered !== undefined) {
    for (let i = 0; i < registered.predicates.length; i++) predicates[i] = registered.predicates[i];
  }
  predicates[predicates.length] = vueReactiveImpl(wordSize);
  return { predicates, ofPrototype: (prototype) => registered?.ofPrototype(prototype) };
}

/** Adds all registered roots. */
export function addRegisteredRoots(walk: Walk): void {
  const names = registeredRootNames();
  for (let i = 0; i < names.length; i++) addRegisteredRoot(walk, names[i]);
}

const MAX_NAME_LENGTH = 60;

/** What a root that gives a Promise is missing. */
export const PROMISE_ROOT =
  'The root is a Promise, and what a Promise resolves to cannot be reached. Await it first, then register its value: registerRoot("name", await promise).';

/** Adds a registered root, or a warning that says why it is not there. */
export function addRegisteredRoot(walk: Walk, name: string): void {
  addResolvedRoot(walk, name, resolveRoot(name), "getter");
}

/** Adds what a root stands for, in a group if that is not "", or a warning that says why it is not there. `source` says what may have thrown. */
export function addResolvedRoot(
  walk: Walk,
  name: string,
  root: ResolvedRoot,
  source: "getter" | "expression",
  group = "",
): void {
  if (root.state === "found") {
    walk.addRoot(name, root.value, ROOT_GIVEN, group);
    if (isPromise(root.value)) walk.warn({ code: "root-promise", path: name, detail: PROMISE_ROOT });
  } else if (root.state === "collected") {
    walk.warn({ code: "root-collected", path: name, detail: collectedSentenceOf(name) });
  } else {
    walk.warn({ code: "root-threw", path: name, detail: `The root's ${source} threw ${textOfThrown(root.thrown)}.` });
  }
}

/** A registration holds its object weakly, so the mend is a getter that leads to it. */
function collectedSentenceOf(name: string): string {
  const shown = quotedWords(name, MAX_NAME_LENGTH);
  return `The object of the root ${shown} was collected, because only its registration referred to it; register a function that returns it instead: registerRoot(${shown}, () => app).`;
}
