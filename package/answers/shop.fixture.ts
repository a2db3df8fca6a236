import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { takeSnapshot } from "../../core/index.ts";

class User {
  readonly photo = new Uint8Array(4000);
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface ShopFiles {
  /** To be removed. */
  readonly folder: string;
  readonly before: string;
  readonly after: string;
  /** The same as folded stacks. */
  readonly beforeFolded: string;
  readonly afterFolded: string;
}

/** Two snapshots of a store, sizes as Chrome lays it out: between them, its history got 300 entries, and a user came. */
export function writeShopFiles(): ShopFiles {
  const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-shop-"));
  const newUser = (name: string): User => new User(name);
  const users = ["Ann", "Bob", "Cleo"].map(newUser);
  const store = { users, current: users[0], history: [] as object[], theme: "dark" };
  const session = { user: users[1] };
  const write = (name: string): { readonly file: string; readonly folded: string } => {
    const snapshot = takeSnapshot({ roots: { store, session }, layout: "chrome" });
    const file = path.join(folder, `${name}.allocative`);
    const folded = path.join(folder, `${name}.folded`);
    writeFileSync(file, snapshot.encode());
    writeFileSync(folded, snapshot.toFolded());
    return { file, folded };
  };
  const before = write("before");
  for (let at = 0; at < 300; at++) store.history.push({ at, visit: { page: `/page/${at}` } });
  users.push(newUser("Dan"));
  const after = write("after");
  return { folder, before: before.file, after: after.file, beforeFolded: before.folded, afterFolded: after.folded };
}
