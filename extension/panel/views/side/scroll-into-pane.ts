/** As little as brings its end into view, or its top where it is higher than the pane around it. `scrollIntoView` scrolls all that is around it, so the whole panel, too. */
export function scrollIntoPane(element: HTMLElement): void {
  const pane = paneAround(element);
  if (pane === null) return;
  const { top, bottom } = element.getBoundingClientRect();
  const edges = pane.getBoundingClientRect();
  const below = Math.min(bottom - edges.bottom, top - edges.top);
  if (below > 0) pane.scrollTop += below;
}

function paneAround(element: HTMLElement): HTMLElement | null {
  let pane = element.parentElement;
  while (pane !== null && getComputedStyle(pane).overflowY !== "auto") pane = pane.parentElement;
  return pane;
}
