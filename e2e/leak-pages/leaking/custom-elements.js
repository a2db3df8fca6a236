// Elements register themselves when they are connected. Those that are disconnected stay registered.
import { onPress } from "../button.js";

class ColourField extends HTMLElement {
  static instances = [];
  connectedCallback() {
    ColourField.instances.push(this);
    this.palette = Array.from({ length: 32 }, (_, i) => ({ hue: i * 11, name: `Tone ${i}` }));
  }
}
customElements.define("colour-field", ColourField);

onPress("Show and hide the form", () => {
  const form = document.createElement("form");
  form.innerHTML = "<colour-field></colour-field><colour-field></colour-field>";
  document.body.append(form);
  form.remove();
});
