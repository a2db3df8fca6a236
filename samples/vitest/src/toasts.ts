/** Messages that are shown for a while. */
export class Toasts {
  readonly shown: HTMLElement[] = [];

  show(text: string): HTMLElement {
    const toast = document.createElement("output");
    toast.textContent = text;
    document.body.append(toast);
    this.shown.push(toast);
    return toast;
  }

  hide(toast: HTMLElement): void {
    toast.remove();
    this.shown.splice(this.shown.indexOf(toast), 1);
  }

  /** It forgets that the toast is in the list. */
  dismiss(toast: HTMLElement): void {
    toast.remove();
  }
}
