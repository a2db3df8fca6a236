/* In words of 2009, so that any browser can read it. */
if (typeof DecompressionStream === "undefined" || !("popover" in document.documentElement)) {
  document.getElementById("panel").textContent =
    "This browser is too old to show the file. Open it in Chrome or Edge 114, Firefox 125, Safari 17.4, or a later version.";
}
