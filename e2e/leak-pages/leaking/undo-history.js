// Each change makes a new state. All old ones stay in the history, also those of documents that are closed.
import { onPress } from "../button.js";

const editor = { past: [], present: { cursor: 0, lines: [] } };

function edit(lines) {
  editor.past.push(editor.present);
  editor.present = { cursor: lines.length, lines };
}

onPress("Open, edit and close a document", (round) => {
  edit(Array.from({ length: 60 }, (_, i) => ({ number: i, content: `Line ${i} of document ${round}` })));
  edit([]);
});
