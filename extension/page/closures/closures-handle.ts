import { assign, bare, deleteOwn, freeze, putOwn } from "../../../core/realm/introspect.ts";
import { createSafeList, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { PrivateMembers } from "../../../core/snapshot/closure-roots.ts";
import { type DerivedClosures, derivedClosuresIn } from "../../../core/snapshot/derived-closures.ts";
import { Questions } from "../../../core/snapshot/questions.ts";
import type { PrivateNames } from "../../scopes/closure-messages.ts";
import type { ClosureCollector } from "./closure-collector.ts";
import type { DerivedReaders } from "./derived-readers.ts";
import { partOf } from "./part-of.ts";
import { RealmClosures, type RealmHandle } from "./realm-closures.ts";

/**
 * What the panel calls through the debugger: extension/scopes knows in which order. No script of the page has it. Lists of objects that it returns have no prototype, and what it
 * takes comes from the debugger.
 */
export interface ClosuresHandle extends RealmHandle {
  /**
   * Puts a handle for its functions under that name on the global object of each frame that this realm can read, for the moment until `withdrawFromFrames`; how many there are. The debugger lists functions of
   * one realm alone, and hands them to an object that it found there.
   */
  offerToFrames(name: string): number;
  withdrawFromFrames(name: string): void;
  /** Objects whose private members a walk asks for. */
  askedObjects(first: number, count: number): SafeList<object>;
  /** Names of the members of each object from `first` on; the batches come in any order. */
  takePrivates(first: number, names: readonly PrivateNames[], ...values: unknown[]): void;
  /** Every object was answered: the walk goes on. */
  endQuestions(): void;
}

/** A frame, by its global object. */
export interface FrameRealm {
  readonly window: object;
  /** Its name among the roots. */
  readonly frame: string;
}

/** What was collected of one realm: that of the page is `""`, else of the frame of that name. */
export interface CollectedRealm {
  readonly frame: string;
  readonly collector: ClosureCollector;
}

/** What was collected for a walk: first of the realm of the agent, then of its frames. */
export interface CollectedRealms {
  readonly realms: SafeList<CollectedRealm>;
  readonly questions: Questions;
}

/** The closures that were collected for the next walk, and the questions of the walk in progress. */
export class CollectedForWalk {
  readonly handle: ClosuresHandle;
  /** Called when the questions were answered or refused. */
  onAnswered: () => void = () => {};
  readonly #own = new RealmClosures("", globalThis);
  #frames: SafeList<RealmClosures> = createSafeList();
  #questions: Questions | undefined;
  /** Of the realms of that walk. */
  #readers: SafeList<DerivedReaders> = createSafeList();
  #answers: SafeList<PrivateMembers> = createSafeList();

  readonly #readFrames: () => SafeList<FrameRealm>;

  /** `readFrames` lists the frames that can be read now. */
  constructor(version: number, readFrames: () => SafeList<FrameRealm>) {
    this.#readFrames = readFrames;
    let offered: SafeList<FrameRealm> = createSafeList();
    const rest: Omit<ClosuresHandle, keyof RealmHandle> & { readonly version: number } = {
      version,
      offerToFrames: (name) => {
        this.#frames = createSafeList();
        offered = readFrames();
        for (let i = 0; i < offered.length; i++) {
          const closures = new RealmClosures(offered[i].frame, offered[i].window);
          this.#frames[i] = closures;
          putOwn(offered[i].window, name, freeze(bare(closures.handle)));
        }
        return offered.length;
      },
      withdrawFromFrames: (name) => {
        for (let i = 0; i < offered.length; i++) deleteOwn(offered[i].window, name);
        offered = createSafeList();
      },
      askedObjects: (first, count) => {
        const asked = this.#questions?.asked;
        return asked === undefined ? createSafeList() : partOf(asked, first, count);
      },
      takePrivates: (first, names, ...values) => {
        let next = 0;
        for (let i = 0; i < names.length; i++) {
          const ownNames: SafeList<string> = createSafeList();
          const own: SafeList<unknown> = createSafeList();
          for (let n = 0; n < names[i].length; n++) {
            const value = values[next++];
            /* A bundler's plug-in keeps its readers in private members. */
            if (this.#isReader(value)) continue;
            ownNames[ownNames.length] = names[i][n];
            own[own.length] = value;
          }
          this.#answers[first + i] = { names: ownNames, values: own };
        }
      },
      endQuestions: () => {
        const answers = this.#answers;
        this.#answers = createSafeList();
        this.#questions?.answer(answers);
        this.onAnswered();
      },
    };
    this.handle = freeze(assign(bare(this.#own.handle), rest));
  }

  /** The walk goes on without answers. */
  refuseQuestions(): void {
    this.#questions?.refuse();
    this.onAnswered();
  }

  /** What was collected, once, with the questions of the walk that uses it; undefined if nothing was, or not all. */
  take(): CollectedRealms | undefined {
    const realms: SafeList<CollectedRealm> = createSafeList();
    this.#addTo(realms, this.#own);
    const isComplete = realms.length > 0;
    for (let i = 0; i < this.#frames.length; i++) this.#addTo(realms, this.#frames[i]);
    this.#frames = createSafeList();
    this.#answers = createSafeList();
    this.#readers = createSafeList();
    for (let r = 0; r < realms.length; r++) this.#readers[r] = realms[r].collector.readers;
    this.#questions = isComplete ? new Questions() : undefined;
    return this.#questions === undefined ? undefined : { realms, questions: this.#questions };
  }

  #isReader(value: unknown): boolean {
    for (let r = 0; r < this.#readers.length; r++) if (this.#readers[r].has(value)) return true;
    return false;
  }

  /** What a bundler's plug-in derived in this realm and in its frames; undefined for nothing. */
  derived(): DerivedClosures | undefined {
    const realms = createSafeList<object>();
    realms[0] = globalThis;
    const frames = this.#readFrames();
    for (let i = 0; i < frames.length; i++) realms[i + 1] = frames[i].window;
    return derivedClosuresIn(realms);
  }

  #addTo(realms: SafeList<CollectedRealm>, closures: RealmClosures): void {
    const collector = closures.take();
    if (collector !== undefined) realms[realms.length] = { frame: closures.frame, collector };
  }
}
