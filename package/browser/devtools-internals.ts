// The only file that knows DevTools' own modules. They have no version and no promise: when a Chromium breaks the driver, look here.
import type { Page } from "playwright";

/** What this project uses of `./ui/legacy/legacy.js` and `./core/common/common.js` of the DevTools front end. */
interface LegacyModule {
  readonly InspectorView: {
    readonly InspectorView: { instance(): { readonly tabbedPane: { tabIds(): string[] } } };
  };
  readonly DockController: {
    readonly DockController: { instance(): { dockSide(): DockSide; setDockSide(side: DockSide): void } };
  };
  readonly ViewManager: { readonly ViewManager: { instance(): { showView(id: string): Promise<void> } } };
}
/** What DevTools' own script calls in the browser. */
interface FrontendHost {
  closeWindow(): void;
  clearPreferences(): void;
  setPreference(name: string, value: string): void;
}
export type DockSide = "right" | "bottom" | "undocked";
interface CommonModule {
  readonly Settings: {
    readonly Settings: { instance(): { moduleSetting(name: string): { set(value: string): void } } };
  };
}

/** DevTools' settings in a new profile. It begins with a panel that costs little: Elements, its own choice, makes each start a tenth longer. */
export const START_PREFERENCES = { "panel-selected-tab": '"security"' } as const;

/** Closes DevTools as its user does: what is in it hears of it before. */
export async function closeWindow(devtools: Page): Promise<void> {
  await devtools.evaluate(() => {
    const { InspectorFrontendHost: host } = globalThis as unknown as { InspectorFrontendHost: FrontendHost };
    host.closeWindow();
  });
}

/** What this project uses of `./core/sdk/sdk.js`: the debugger of each target. */
interface SdkModule {
  readonly DebuggerModel: { readonly DebuggerModel: unknown };
  readonly TargetManager: {
    readonly TargetManager: {
      instance(): { models(kind: unknown): readonly { isPaused(): boolean; resume(): void }[] };
    };
  };
}

/* Modules of DevTools are arguments of the functions that run there: a bundler of this file would look for a literal path here. */
const SDK = "./core/sdk/sdk.js";
const LEGACY = "./ui/legacy/legacy.js";
const COMMON = "./core/common/common.js";

/** Whether DevTools shows the page as stopped at a breakpoint. */
export async function isPaused(devtools: Page): Promise<boolean> {
  return devtools.evaluate(async (path) => {
    const sdk: SdkModule = await import(path);
    return sdk.TargetManager.TargetManager.instance()
      .models(sdk.DebuggerModel.DebuggerModel)
      .some((model) => model.isPaused());
  }, SDK);
}

/** Lets the page go on that is stopped at a breakpoint. */
export async function resume(devtools: Page): Promise<void> {
  await devtools.evaluate(async (path) => {
    const sdk: SdkModule = await import(path);
    for (const model of sdk.TargetManager.TargetManager.instance().models(sdk.DebuggerModel.DebuggerModel)) {
      if (model.isPaused()) model.resume();
    }
  }, SDK);
}

/** The next DevTools of this profile starts as in a new one. */
export async function forgetPreferences(devtools: Page): Promise<void> {
  await devtools.evaluate((preferences) => {
    const { InspectorFrontendHost: host } = globalThis as unknown as { InspectorFrontendHost: FrontendHost };
    host.clearPreferences();
    for (const [name, value] of Object.entries(preferences)) host.setPreference(name, value);
  }, START_PREFERENCES);
}

/**
 * Shows the tab that an extension titled `title`. `undefined` while it is missing (DevTools still starts); else the
 * extension's id.
 */
export async function showExtensionTab(devtools: Page, title: string): Promise<string | undefined> {
  try {
    const tabId = await devtools.evaluate(
      async ([path, wanted]) => {
        const ui: LegacyModule = await import(path);
        const ids = ui.InspectorView.InspectorView.instance().tabbedPane.tabIds();
        const id = ids.find((candidate) => candidate.startsWith("chrome-extension://") && candidate.endsWith(wanted));
        if (id !== undefined) await ui.ViewManager.ViewManager.instance().showView(id);
        return id;
      },
      [LEGACY, title] as const,
    );
    return tabId && /^chrome-extension:\/\/([a-p]{32})/.exec(tabId)?.[1];
  } catch {
    // Before DevTools has started, its modules do not load or have no instance.
    return undefined;
  }
}

/** Moves DevTools to a side of the page's window, or to a window of its own. Gives the side where it stood. */
export async function setDockSide(devtools: Page, side: DockSide): Promise<DockSide> {
  return devtools.evaluate(
    async ([path, value]) => {
      const ui: LegacyModule = await import(path);
      const controller = ui.DockController.DockController.instance();
      const before = controller.dockSide();
      controller.setDockSide(value);
      return before;
    },
    [LEGACY, side] as const,
  );
}

/** Switches DevTools itself to a theme, as its settings page does. */
export async function setDevtoolsTheme(devtools: Page, theme: "light" | "dark"): Promise<void> {
  await devtools.evaluate(
    async ([path, value]) => {
      const common: CommonModule = await import(path);
      common.Settings.Settings.instance().moduleSetting("ui-theme").set(value);
    },
    [COMMON, theme === "light" ? "default" : "dark"] as const,
  );
}
