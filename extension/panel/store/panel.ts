import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import { arrangementOf } from "../frames/arrangement.ts";
import { NO_BOX } from "../frames/box.ts";
import type { Direction } from "../frames/navigation.ts";
import { boxTowards } from "../frames/navigation.ts";
import { findMatches, matchBeside, matchIndexFrom, NO_MATCHES } from "../frames/search.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { Archive, MAX_KEPT_BYTES, MAX_KEPT_DERIVE_MS } from "./archive.ts";
import { Exports } from "./exports.ts";
import { ObjectAnswers } from "./object-answers.ts";
import type { OpenedFile } from "./opened-file.ts";
import { ofFile, recogniseFile } from "./opened-file.ts";
import { pageNameOf } from "./page-name.ts";
import { Pictures } from "./pictures.ts";
import { parseRoot } from "./root-expression.ts";
import { isRegisteredName, leavesElementsOut, snapshotRequestOf } from "./roots.ts";
import type {
  DevTools,
  Drawing,
  FrameWorker,
  GlobalsChoice,
  InspectedPage,
  Outlet,
  SnapshotArchive,
} from "./services.ts";
import { PanelError } from "./services.ts";
import type { Memories } from "./settings.ts";
import { remember, withRemembered } from "./settings.ts";
import type { DerivationChoice } from "./shown-frames.ts";
import { ShownFrames } from "./shown-frames.ts";
import { numberedTitleOf } from "./snapshot-list.ts";
import { Snapshots } from "./snapshots.ts";
import type { Trouble } from "./state.ts";
import { createInitialState, currentSnapshotOf, focusOf, wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import { createStore } from "./store.ts";
import { WarningBoxes } from "./warning-boxes.ts";
import { Work } from "./work.ts";

/** What has less may be all that there is, but an app keeps more than this. */
const SMALL_BYTES = 64 * 1024;
const MORE_ON_ELEMENTS = "These roots reach little. The page’s elements hold more: check “(elements)” under Roots.";

export interface PanelServices {
  readonly page: InspectedPage;
  readonly worker: FrameWorker;
  readonly devTools: DevTools;
  readonly outlet: Outlet;
  readonly drawing: Drawing;
  readonly memories: Memories;
  readonly archive: SnapshotArchive;
  /** Milliseconds; `performance.now` but for tests. */
  readonly now: () => number;
}

/** What the user can do. Every command ends in state; none of them throws or rejects. */
export interface Panel {
  readonly store: Store;
  readonly exports: Exports;
  readonly pictures: Pictures;
  takeSnapshot(): Promise<void>;
  /** Ends the work under way, if it can be ended. */
  cancel(): void;
  /** Brings back the snapshots of this tab that an earlier panel took. */
  restoreSnapshots(): Promise<void>;
  openFile(file: OpenedFile): Promise<void>;
  /** One after the other; the first that cannot be opened ends it. */
  openFiles(files: readonly OpenedFile[]): Promise<void>;
  /** Shows another set of stacks of a file that has several. */
  chooseProfile(number: number, profile: number): Promise<void>;
  readonly snapshots: Snapshots;
  /** For the snapshot on show and the next ones. Resolves when the frames are there, or when it is clear that they will not be. */
  chooseSharing(policy: SharingPolicy): Promise<void>;
  /** Other frames: a transform more or less, undo, redo, a diff's growth alone. Resolves as `chooseSharing` does. */
  chooseFrames(choice: DerivationChoice): Promise<void>;
  copyText(text: string): Promise<void>;
  /** Questions about the objects of the snapshot on show. */
  readonly objects: ObjectAnswers;
  /** Leads to the box of a warning of the snapshot on show. */
  showWarning(index: number): Promise<void>;
  /** The boxes of all its warnings, NO_BOX for those that have none; `null` where they could not be found. */
  warningBoxes(): Promise<readonly number[] | null>;
  listRoots(): Promise<void>;
  chooseGlobals(globals: GlobalsChoice): Promise<void>;
  /** Takes `name = expression`, or an expression alone. Resolves to whether it became a root. */
  addExpression(text: string): Promise<boolean>;
  removeExpression(name: string): Promise<void>;
  search(query: string): void;
  visitMatch(step: 1 | -1): void;
  moveSelection(direction: Direction): void;
  focusSelected(): void;
  /** The next thing that Escape ends. Returns whether there was one. */
  escape(): boolean;
  report(error: unknown): void;
  /** Lets go of all services. */
  dispose(): void;
}

export function createPanel({ page, worker, devTools, outlet, drawing, memories, archive, now }: PanelServices): Panel {
  const store = createStore(withRemembered(createInitialState(devTools.theme), memories));
  const { dispatch } = store;
  let lastNumber = 0;
  /* Answers to an older question are dropped. */
  let rootsAsked = 0;

  const fail = (error: unknown, retry: Trouble["retry"]): void => {
    if (error instanceof PanelError && error.code === "cancelled") return;
    dispatch({ type: "failed", trouble: { message: sentenceOf(error), retry } });
  };

  const work: Work = new Work({ dispatch, fail, onIdle: () => shownFrames.settle() });
  const shownFrames = new ShownFrames(store, worker, work);
  const warningBoxes = new WarningBoxes(store, worker, work);

  const snapshots = new Snapshots({
    store,
    worker,
    work,
    now,
    fail: (error) => fail(error, null),
    settle: () => shownFrames.settle(),
  });

  const archived = new Archive(store, worker, archive, now);

  /** Opens something under the next number. A number that nothing bears in the end is given to the next one. */
  const openNumbered = async (
    signal: AbortSignal,
    open: (number: number) => Promise<DerivedSnapshot>,
  ): Promise<{ readonly number: number; readonly derived: DerivedSnapshot } | null> => {
    const highest = await archived.lastNumber();
    lastNumber = Math.max(lastNumber, highest) + 1;
    const number = lastNumber;
    const giveBack = (): void => {
      if (lastNumber === number) lastNumber--;
    };
    try {
      const derived = await open(number);
      if (!signal.aborted) return { number, derived };
    } catch (error) {
      giveBack();
      throw error;
    }
    /* Not before the worker has dropped it: it would drop what comes next under that number. */
    worker.drop(number).then(giveBack, (error) => fail(error, null));
    return null;
  };

  const listRoots = async (): Promise<void> => {
    const asked = ++rootsAsked;
    const { globals, expressions } = snapshotRequestOf(store.state.roots);
    try {
      const roots = await page.listRoots({ globals, expressions });
      if (asked === rootsAsked) dispatch({ type: "roots-listed", roots });
    } catch (error) {
      if (asked === rootsAsked) dispatch({ type: "roots-failed", message: sentenceOf(error) });
    }
  };

  const unsubscribes = [
    remember(store, memories),
    () => archived.dispose(),
    devTools.onThemeChanged((theme) => dispatch({ type: "theme-changed", theme })),
    page.onNavigated(() => void listRoots()),
  ];

  const panel: Panel = {
    store,
    exports: new Exports(store, worker, outlet, work),
    pictures: new Pictures(store, drawing, outlet, work),

    takeSnapshot: () =>
      work.run("snapshot", "snapshot", async (signal) => {
        const askedAt = now();
        snapshots.endDeletion();
        const progress = (objectCount: number): void => dispatch({ type: "work-progressed", objectCount });
        const { bytes, url } = await page.takeSnapshot(snapshotRequestOf(store.state.roots), progress, signal);
        const derivation = wantedDerivationOf(store.state);
        /* The bytes are handed over to the worker. */
        const copy = new Blob(bytes.length <= MAX_KEPT_BYTES ? [bytes as BlobPart] : []);
        const opened = await openNumbered(signal, (number) =>
          worker.openSnapshot(number, bytes, derivation, "merged", signal),
        );
        if (opened === null) return;
        const { number, derived } = opened;
        const title = numberedTitleOf(number);
        const pageName = pageNameOf(url);
        snapshots.add({
          number,
          title,
          source: "page",
          page: pageName,
          diff: null,
          derived,
          derivation,
          askedAt,
        });
        if (derived.totalSize < SMALL_BYTES && leavesElementsOut(store.state.roots)) {
          dispatch({ type: "noticed", notice: MORE_ON_ELEMENTS });
        }
        /* What took long would hold up every panel that opens. */
        if (copy.size > 0 && derived.deriveMs <= MAX_KEPT_DERIVE_MS) {
          archived.keep({ number, title, page: pageName, takenAt: performance.timeOrigin + askedAt, bytes: copy });
        }
        void listRoots();
      }),

    cancel: () => void work.cancel(),

    async restoreSnapshots() {
      await archived.restore();
      await shownFrames.settle();
    },

    openFile: (file) =>
      work.run("open", null, async (signal) => {
        const askedAt = now();
        snapshots.endDeletion();
        const content = await recogniseFile(file);
        const { source } = content;
        const derivation = wantedDerivationOf(store.state);
        const progress = (share: number): void => dispatch({ type: "file-progressed", share });
        const opened = await openNumbered(signal, (number) =>
          content.source === "heap-snapshot"
            ? worker.openHeapSnapshot(number, content.file, derivation, progress, signal)
            : content.source === "snapshot-file"
              ? worker.openSnapshot(number, content.bytes, derivation, "refused", signal)
              : worker.openFolded(number, content.bytes, derivation, signal),
        ).catch((error: unknown) => {
          throw ofFile(file, error);
        });
        if (opened !== null) {
          snapshots.add({ ...opened, title: file.name, source, page: "", diff: null, derivation, askedAt });
        }
      }),

    async openFiles(files) {
      for (const file of files) {
        await this.openFile(file);
        if (store.state.trouble !== null) return;
      }
    },

    chooseProfile: (number, profile) =>
      work.run("derive", null, async (signal) => {
        const derivation = wantedDerivationOf(store.state);
        const derived = await worker.chooseProfile(number, profile, derivation, signal);
        if (!signal.aborted) dispatch({ type: "snapshot-derived", number, derived, derivation });
      }),

    snapshots,

    chooseFrames: (choice) => shownFrames.choose(choice),

    chooseSharing: (sharing) => shownFrames.choose({ type: "sharing-chosen", sharing }),

    async copyText(text) {
      try {
        await outlet.copyText(text);
        dispatch({ type: "noticed", notice: "Copied." });
      } catch (error) {
        fail(error, null);
      }
    },

    objects: new ObjectAnswers(store, worker, (error) => fail(error, null)),

    showWarning: (index) => warningBoxes.show(index),
    warningBoxes: () => warningBoxes.boxes(),

    listRoots,

    chooseGlobals(globals) {
      dispatch({ type: "globals-chosen", globals });
      return listRoots();
    },

    async addExpression(text) {
      if (text.trim() === "") return false;
      const parsed = parseRoot(text);
      if (!parsed.ok) {
        dispatch({ type: "expression-refused", message: parsed.error });
        return false;
      }
      const { root } = parsed;
      if (root.name !== root.expression && isRegisteredName(store.state.roots, root.name)) {
        const message = `The page registered a root named “${root.name}”. Choose another name.`;
        dispatch({ type: "expression-refused", message });
        return false;
      }
      try {
        await page.checkExpression(root.expression);
      } catch (error) {
        dispatch({ type: "expression-refused", message: sentenceOf(error) });
        return false;
      }
      dispatch({ type: "expression-added", root });
      await listRoots();
      return true;
    },

    removeExpression(name) {
      dispatch({ type: "expression-removed", name });
      return listRoots();
    },

    search(query) {
      const snapshot = currentSnapshotOf(store.state);
      const matches = snapshot === null ? NO_MATCHES : findMatches(snapshot.derived.frames, query);
      dispatch({ type: "searched", query, matches });
    },

    visitMatch(step) {
      const { search } = store.state;
      const snapshot = currentSnapshotOf(store.state);
      if (snapshot === null) return;
      /* The first visit is to what the user looks at, not to the start of the table. */
      const index =
        search.index < 0 && step === 1
          ? matchIndexFrom(search.matches, focusOf(snapshot)) % Math.max(1, search.matches.boxes.length)
          : matchBeside(search.matches, search.index, step);
      dispatch({ type: "match-visited", index });
    },

    moveSelection(direction) {
      const snapshot = currentSnapshotOf(store.state);
      if (snapshot === null) return;
      const from = snapshot.selected === NO_BOX ? focusOf(snapshot) : snapshot.selected;
      const { measure, order } = store.state;
      const arrangement = arrangementOf(snapshot.derived.frames, measure, order);
      dispatch({ type: "box-selected", box: boxTowards(arrangement, from, direction) });
    },

    focusSelected() {
      const snapshot = currentSnapshotOf(store.state);
      if (snapshot !== null && snapshot.selected !== NO_BOX) {
        dispatch({ type: "box-focused", box: snapshot.selected });
      }
    },

    escape() {
      const { state } = store;
      if (state.menu.kind !== "none") {
        dispatch({ type: "menu-closed" });
        return true;
      }
      /* A tooltip goes along with the next step: under a resting pointer it would cost a key press every time. */
      dispatch({ type: "box-hovered", box: NO_BOX });
      if (state.search.query !== "") {
        panel.search("");
        return true;
      }
      dispatch({ type: "focus-undone" });
      return store.state !== state;
    },

    report: (error) => fail(error, null),

    dispose() {
      /* Or the end of the work would begin the next. */
      shownFrames.keepShown();
      panel.cancel();
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
  return panel;
}

/** What the user reads. Errors of our own making are sentences already. */
function sentenceOf(error: unknown): string {
  if (error instanceof PanelError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong in the panel: ${message}`;
}
