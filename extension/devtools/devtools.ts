import browser from "webextension-polyfill";

// Absolute from the extension's root: Chromium resolves the path from there, Firefox from this page, and only this form is right in both.
const ICON = "/extension/icons/icon-32.png";
const PANEL = "/extension/panel/panel.html";

void browser.devtools.panels.create("Allocative", ICON, PANEL);
