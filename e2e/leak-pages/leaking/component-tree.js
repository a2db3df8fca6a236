// Components know their parents and their parents know them. Unmounting cuts only one of the two.
import { onPress } from "../button.js";

class Component {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.children = [];
    this.state = { fields: new Array(40).fill(null), dirty: false };
    parent?.children.push(this);
  }
  unmount() {
    this.parent = null;
  }
}

const app = new Component("App", null);

onPress("Open and close the dialog", () => {
  const dialog = new Component("Dialog", app);
  for (const name of ["Title", "Body", "Buttons"]) new Component(name, dialog);
  dialog.unmount();
});
