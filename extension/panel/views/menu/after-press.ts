/**
 * Opens a menu that a pointer asks for once its button is up. Except on Windows, the menu is asked for when the button
 * goes down; its release beside the open menu would close that at once.
 */
export function openAfterPress(event: MouseEvent, open: () => void): void {
  event.preventDefault();
  if (event.buttons === 0) open();
  else addEventListener("mouseup", open, { once: true });
}
