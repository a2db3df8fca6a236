// Answers are cached by the id of the user. Nothing ever leaves the cache.
import { onPress } from "../button.js";

const profiles = new Map();
let nextId = 1000;

async function loadProfile(id) {
  if (!profiles.has(id)) profiles.set(id, { id, name: `User ${id}`, roles: ["reader", "editor"], seen: Date.now() });
  return profiles.get(id);
}

onPress("Look at 25 profiles", async () => {
  for (let i = 0; i < 25; i++) await loadProfile(nextId++);
});
