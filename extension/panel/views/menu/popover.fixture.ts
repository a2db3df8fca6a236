/**
 * The document of the tests has no popovers. These stand where they are rendered, and give the keyboard focus back as
 * the browser's own do. What a press beside them does is tested end to end.
 */
export function standInForPopovers(): void {
  const openers = new WeakMap<HTMLElement, Element | null>();
  HTMLElement.prototype.showPopover = function (): void {
    openers.set(this, document.activeElement);
  };
  HTMLElement.prototype.hidePopover = function (): void {
    const opener = openers.get(this);
    if (opener instanceof HTMLElement && this.contains(document.activeElement)) opener.focus();
  };
}
