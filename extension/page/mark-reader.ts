import { now } from "../../core/realm/clock.ts";
import { append, bare } from "../../core/realm/introspect.ts";
import { nativeGetterFrom } from "../../core/realm/introspect-native.ts";
import { MAX_MARKS, type RecordedMark } from "../protocol/messages.ts";
import type { TimelineEntries } from "./timeline-count.ts";

/** Gives each mark of the page once. */
export class MarkReader {
  /** Of the marks up to here all were given, as the page's clock shows it. */
  #readUntil = 0;

  /** The latest marks since those that it gave before, and not from before the last `withinMs`. `entries` stand by their time. */
  read(entries: TimelineEntries | undefined, withinMs: number): RecordedMark[] {
    const marks: RecordedMark[] = [];
    const read = now();
    const since = read - withinMs > this.#readUntil ? read - withinMs : this.#readUntil;
    this.#readUntil = read;
    if (entries === undefined || entries.length === 0) return marks;
    const nameOf = nativeGetterFrom(entries[0], "name");
    const startOf = nativeGetterFrom(entries[0], "startTime");
    for (let i = entries.length - 1; i >= 0 && marks.length < MAX_MARKS; i--) {
      const name = nameOf(entries[i]);
      const start = startOf(entries[i]);
      if (typeof name !== "string" || typeof start !== "number" || start <= since) break;
      /* A page may give a mark a time that is still to come. */
      if (start <= read) append(marks, bare({ name, agoMs: read - start }));
    }
    return marks;
  }
}
