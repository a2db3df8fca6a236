// Panels are loaded when they are first wanted: another one in each round.
import { onPress } from "../button.js";

const panels = { help: null, chart: null, print: null };
const NAMES = Object.keys(panels);

function openPanel(name) {
  panels[name] ??= { name, rows: Array.from({ length: 80 }, (_, id) => ({ id, label: `${name} ${id}` })) };
}

onPress("Open and close the next panel", (round) => openPanel(NAMES[round % NAMES.length]));
