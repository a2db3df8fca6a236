/*
 * Runs in the window of Firefox itself, with all privileges: what a user does with tabs and toolboxes, and what Firefox keeps from drivers.
 * A tab and a panel are named by the ids that WebDriver BiDi has for their documents.
 */
globalThis.allocativeToolbox = (() => {
  const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
  const { gDevTools } = require("devtools/client/framework/devtools");
  const { TabManager } = ChromeUtils.importESModule("chrome://remote/content/shared/TabManager.sys.mjs");
  const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");

  /* Firefox lets its driver into documents of tabs alone. A panel counts as one of them here. */
  const panels = new Map();
  const tabs = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(TabManager), "allTabs").get;
  Object.defineProperty(TabManager, "allTabs", {
    get: () => [...tabs.call(TabManager), ...[...panels.values()].map((linkedBrowser) => ({ linkedBrowser }))],
  });

  /* Firefox takes two clicks for two gestures where a driver sends them one by one, as Playwright does. */
  const { actions } = ChromeUtils.importESModule("chrome://remote/content/shared/webdriver/Actions.sys.mjs");
  actions.Chain.prototype.dispatch = async function (state, options) {
    for (const tick of this) await tick.dispatch(state, options);
  };

  const tabOf = (id) => gBrowser.tabs.find((tab) => NavigableManager.getIdForBrowser(tab.linkedBrowser) === id);
  const toolboxOf = (id) => gDevTools.getToolboxForTab(tabOf(id));
  const isOurPanel = (browser) => /^moz-extension:.*\/panel\.html$/.test(browser.currentURI?.spec ?? "");

  /** The element that shows our panel, in a window or the windows inside it. */
  const findPanel = (window) => {
    for (const element of window.document.querySelectorAll("browser, iframe")) {
      if (element.isRemoteBrowser) {
        if (isOurPanel(element)) return element;
        continue;
      }
      const inside = element.contentWindow && findPanel(element.contentWindow);
      if (inside) return inside;
    }
    return null;
  };

  return {
    openTab() {
      gBrowser.selectedTab = gBrowser.addTrustedTab("about:blank");
      return NavigableManager.getIdForBrowser(gBrowser.selectedBrowser);
    },

    async openToolbox(id, width, height) {
      const toolbox = await gDevTools.showToolboxForTab(tabOf(id), { toolId: "inspector", hostType: "window" });
      toolbox.topWindow.resizeTo(width, height);
    },

    /** Chooses the tab of that title; false while there is none. */
    async selectPanel(id, title) {
      const toolbox = toolboxOf(id);
      const tool = toolbox.getAdditionalTools().find(({ label }) => label === title);
      if (tool === undefined) return false;
      await toolbox.selectTool(tool.id);
      return true;
    },

    /** Once its document is loaded; null before. */
    panelOf(id) {
      const browser = findPanel(toolboxOf(id).topWindow);
      if (browser === null || browser.webProgress.isLoadingDocument) return null;
      browser.permanentKey ??= {};
      const context = NavigableManager.getIdForBrowser(browser);
      panels.set(context, browser);
      /* As the click on its tab does for a user: keys press no buttons in a window that is not active. */
      toolboxOf(id).topWindow.focus();
      browser.focus();
      return { context, url: browser.currentURI.spec };
    },

    async closeToolbox(id, panel) {
      panels.delete(panel);
      await toolboxOf(id)?.destroy();
    },

    /** Errors since the last time that no code of the extension caught. */
    takeErrors() {
      const errors = Services.console
        .getMessageArray()
        .filter((message) => message instanceof Ci.nsIScriptError)
        .filter(
          ({ category, sourceName }) => category.endsWith("javascript") && sourceName.startsWith("moz-extension:"),
        )
        .filter(({ flags }) => (flags & Ci.nsIScriptError.warningFlag) === 0)
        .map(({ errorMessage, sourceName, lineNumber }) => `${errorMessage} (${sourceName}:${lineNumber})`);
      Services.console.reset();
      return errors;
    },

    setPreference(name, value) {
      if (value === null) Services.prefs.clearUserPref(name);
      else if (typeof value === "boolean") Services.prefs.setBoolPref(name, value);
      else Services.prefs.setStringPref(name, value);
    },

    /** Of Firefox's own process, as its Memory panel saves one of a page. The path of the file. */
    saveHeapSnapshot: () => ChromeUtils.saveHeapSnapshot({ runtime: true }),

    /** Ends the background script, as Firefox does after some idle time. */
    async endBackground(addOn) {
      await ExtensionParent.GlobalManager.getExtension(addOn).terminateBackground();
    },

    backgroundState(addOn) {
      return ExtensionParent.GlobalManager.getExtension(addOn).backgroundState;
    },
  };
})();
