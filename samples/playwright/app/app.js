class User {
  constructor(name) {
    this.name = name;
    this.visits = [];
  }
}

const store = { users: [], log: [] };
for (let i = 0; i < 1000; i++) store.users.push(new User(`user ${i}`));
window.store = store;

/** The listener is never removed, and holds the dialog that it was made for. */
document.getElementById("dialog").addEventListener("click", () => {
  const dialog = { rows: store.users.slice(0, 100) };
  window.addEventListener("resize", () => dialog.rows.sort());
});

/** It holds what it found last, and nothing else; it writes a log. */
let found = [];
document.getElementById("search").addEventListener("click", () => {
  found = store.users.filter(({ name }) => name.endsWith("7"));
  store.log.push({ event: "search", count: found.length });
});
