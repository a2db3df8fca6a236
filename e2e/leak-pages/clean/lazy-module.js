// The editor is loaded when it is first opened, and stays loaded.
import { onPress } from "../button.js";

onPress("Open and close the editor", async () => {
  const { createEditor } = await import("./parts/editor.js");
  const editor = createEditor("# Notes");
  editor.close();
});
