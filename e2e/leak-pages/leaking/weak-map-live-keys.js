// A WeakMap has notes on sessions. The sessions never end, so neither do the notes.
import { onPress } from "../button.js";

const sessions = new Set();
const notes = new WeakMap();

function startSession(user) {
  const session = { user, started: Date.now() };
  sessions.add(session);
  notes.set(session, { log: Array.from({ length: 80 }, (_, i) => `Step ${i} of ${user}`) });
}

onPress("Sign in and out", (round) => startSession(`user ${round}`));
