// Tooltips register themselves in a private field of a class; hiding them takes none out.
import { onPress } from "../button.js";

class TooltipLayer {
  #tooltips = new Set();
  show(text) {
    const tooltip = { text, position: { x: 10, y: 20 }, shown: true };
    this.#tooltips.add(tooltip);
    return tooltip;
  }
  hide(tooltip) {
    tooltip.shown = false;
  }
  get count() {
    return this.#tooltips.size;
  }
}

const layer = new TooltipLayer();
onPress("Hover over the toolbar", () => {
  for (const name of ["Bold", "Italic", "Underline", "Link"]) layer.hide(layer.show(`${name} (Ctrl+${name[0]})`));
});
