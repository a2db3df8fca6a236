import type { OpenedFile } from "../worker/recognise-file.ts";
import { Archive } from "./archive.ts";
import { copyText } from "./copying.ts";
import { Exports } from "./exports.ts";
import { fail } from "./failure.ts";
import { openFiles } from "./file-opening.ts";
import type { FramePanel } from "./frame-panel.ts";
import { LeakCheck } from "./leak-check.ts";
import { ObjectActions } from "./object-actions.ts";
import { ObjectAnswers } from "./object-answers.ts";
import { ObjectListing } from "./object-listing.ts";
import { OverTimeFiles } from "./over-time-files.ts";
import { measurePage } from "./page-measuring.ts";
import { PageRoots } from "./page-roots.ts";
import { PatternSearch } from "./pattern-search.ts";
import { Pictures } from "./pictures.ts";
import { Recorder } from "./recorder.ts";
import type {
  DevTools,
  Drawing,
  FrameWorker,
  InspectedPage,
  LiveObjects,
  NameMatcher,
  Outlet,
  PageActions,
  SnapshotArchive,
  Viewer,
} from "./services.ts";
import type { Memories } from "./settings.ts";
import { remember, withRemembered } from "./settings.ts";
import { ShownFrames } from "./shown-frames.ts";
import { SnapshotNumbers } from "./snapshot-numbers.ts";
import { Snapshots } from "./snapshots.ts";
import { createInitialState, wantedDerivationOf } from "./state.ts";
import { createStore } from "./store.ts";
import { WarningBoxes } from "./warning-boxes.ts";
import { Work } from "./work.ts";

export interface PanelServices {
  readonly page: InspectedPage;
  readonly actions: PageActions;
  readonly worker: FrameWorker;
  readonly live: LiveObjects;
  readonly names: NameMatcher;
  readonly devTools: DevTools;
  readonly outlet: Outlet;
  readonly drawing: Drawing;
  readonly viewer: Viewer;
  readonly memories: Memories;
  readonly archive: SnapshotArchive;
  /** Milliseconds; `performance.now` but for tests. */
  readonly now: () => number;
}

/** What the user can do besides dispatching actions. Every command ends in state; none of them throws or rejects. */
export interface Panel extends FramePanel {
  readonly exports: Exports;
  readonly pictures: Pictures;
  takeSnapshot(): Promise<void>;
  /** Find a leak: what grows in every round. */
  readonly leakCheck: LeakCheck;
  /** Ends the current work, if possible. */
  cancel(): void;
  /** Brings back the snapshots of this tab that an earlier panel took. */
  restoreSnapshots(): Promise<void>;
  /** One after the other; the first that cannot be opened ends it. */
  openFiles(files: readonly OpenedFile[]): Promise<void>;
  /** Shows another set of stacks of a file that has several. */
  chooseProfile(number: number, profile: number): Promise<void>;
  readonly snapshots: Snapshots;
  /** Totals over time. */
  readonly recorder: Recorder;
  readonly overTimeFiles: OverTimeFiles;
  /** Of the extension. */
  readonly version: string;
  /** What can be done with objects of the displayed snapshot in the page. */
  readonly objectActions: ObjectActions;
  /** Questions about the objects of the displayed snapshot. */
  readonly objects: ObjectAnswers;
  /** Its objects one by one. */
  readonly listing: ObjectListing;
  /** Goes to the box of a warning of the displayed snapshot. */
  showWarning(index: number): Promise<void>;
  /** The boxes of all its warnings, NO_BOX for those that have none; `null` if they could not be found. */
  warningBoxes(): Promise<readonly number[] | null>;
  listRoots(): Promise<void>;
  /** Reloads the page with a watch. */
  reloadAndWatch(): Promise<void>;
  /** Opens a source in DevTools. Line and column from 1. `null` where the browser opens none. */
  readonly openSource: ((url: string, line: number, column: number) => void) | null;
  /** Forgets what the user ticked under Roots, at all sites. */
  clearTicks(): void;
  /** Takes `name = expression`, or an expression alone. Resolves to whether it became a root. */
  addExpression(text: string): Promise<boolean>;
  removeExpression(name: string): Promise<void>;
  report(error: unknown): void;
  /** Lets go of all services. */
  dispose(): void;
}

/** Whether it has all that the panel in DevTools has. */
export function isWholePanel(panel: FramePanel): panel is Panel {
  return "takeSnapshot" in panel;
}

export function createPanel(services: PanelServices): Panel {
  const { page, actions, worker, live, names, devTools, outlet, drawing, viewer, memories, archive, now } = services;
  const store = createStore(withRemembered(createInitialState(devTools.theme, page.closuresAccess), memories));
  const work = new Work(store);
  const shownFrames = new ShownFrames(store, worker, work);
  const warningBoxes = new WarningBoxes(store, worker, work);
  const snapshots = new Snapshots(store, worker, live, work, now);
  const archived = new Archive(store, worker, archive, now);
  const numbers = new SnapshotNumbers(store, worker, () => archived.lastNumber());
  const roots = new PageRoots(store, page, memories.ticks);
  const recorder = new Recorder({ store, page, roots, worker, numbers, archived, now });
  /** The page walks for one at a time: a moment of a recording gives way. */
  const alone: InspectedPage = {
    ...page,
    async takeSnapshot(request, onProgress, signal) {
      await recorder.giveWay();
      return page.takeSnapshot(request, onProgress, signal);
    },
  };
  const parts = { store, page: alone, live, roots, worker, numbers, snapshots, archived, now };
  const listing = new ObjectListing(store, worker, live, (error) => fail(store, error));
  const patternSearch = new PatternSearch(store, names);
  const objectActions = new ObjectActions({
    store,
    worker,
    live,
    outlet,
    readAgain: () => listing.readAgain(),
    takeOnly: (only) => work.run("snapshot", null, async (signal) => void (await measurePage(parts, signal, only))),
  });
  const unsubscribes = [
    remember(store, memories),
    () => recorder.dispose(),
    () => patternSearch.dispose(),
    () => listing.dispose(),
    () => archived.dispose(),
    () => snapshots.dispose(),
    devTools.onThemeChanged((theme) => store.dispatch({ type: "theme-changed", theme })),
    devTools.onSearch((search) =>
      store.dispatch(
        search.type === "searched"
          ? { type: "searched", query: search.query }
          : { type: "match-visited", step: search.step },
      ),
    ),
    page.onNavigated(() => void roots.list()),
    page.onClosuresEnded(() => store.dispatch({ type: "closures-ended" })),
  ];
  return {
    store,
    exports: new Exports(store, worker, outlet, work, viewer),
    pictures: new Pictures(store, drawing, outlet, work),
    async takeSnapshot() {
      await work.run("snapshot", "snapshot", async (signal) => void (await measurePage(parts, signal)));
    },
    leakCheck: new LeakCheck({ store, work, snapshots, actions, measure: (signal) => measurePage(parts, signal) }),
    cancel: () => work.cancel(),
    restoreSnapshots: () => archived.restore(),
    openFiles: (files) => work.run("open", null, (signal) => openFiles(parts, files, signal)),
    chooseProfile: (number, profile) =>
      work.run("derive", null, async (signal) => {
        const derivation = wantedDerivationOf(store.state);
        const derived = await worker.chooseProfile(number, profile, derivation, signal);
        if (!signal.aborted) store.dispatch({ type: "snapshot-derived", number, derived, derivation });
      }),
    snapshots,
    recorder,
    overTimeFiles: new OverTimeFiles(store, outlet),
    version: devTools.version,
    copyText: (text) => copyText(store, outlet, text),
    copyPath: (box) => objectActions.copyPath({ of: "box", box }),
    objects: new ObjectAnswers(store, worker, live, (error) => fail(store, error)),
    listing,
    objectActions,
    showWarning: (index) => warningBoxes.show(index),
    warningBoxes: () => warningBoxes.boxes(),
    listRoots: () => roots.list(),
    async reloadAndWatch() {
      try {
        await page.reloadAndWatch();
      } catch (error) {
        fail(store, error);
      }
    },
    openSource: devTools.openSource,
    clearTicks() {
      memories.ticks.clear();
      store.dispatch({ type: "ticks-cleared" });
      store.dispatch({ type: "noticed", notice: "Cleared." });
    },
    addExpression: (text) => roots.addExpression(text),
    removeExpression: (name) => roots.removeExpression(name),
    escape: () => store.dispatch({ type: "escaped" }),
    report: (error) => fail(store, error),
    dispose() {
      /* Or the end of the work would begin the next. */
      shownFrames.dispose();
      work.cancel();
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}
