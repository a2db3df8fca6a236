import { store } from "./store.ts";

const later = { lines: [] as string[] };

export function laterLine(): string {
  later.lines.push(`later ${store.count}`);
  return later.lines.join();
}
