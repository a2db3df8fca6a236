// The settings are replaced by larger ones when those of the user have come, and by new ones of that size from then on.
import { onPress } from "../button.js";

const preferences = { current: { theme: "light" } };

async function loadSettings(user) {
  const shortcuts = Array.from({ length: 120 }, (_, i) => ({ command: `command-${i}`, keys: `Ctrl+${i}`, user }));
  return { theme: "dark", shortcuts };
}

onPress("Sign in again", async (round) => {
  preferences.current = await loadSettings(`user ${round}`);
});
