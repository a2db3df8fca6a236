import { now } from "../../core/realm/clock.ts";
import { append, bare } from "../../core/realm/introspect.ts";
import { nativeGetterFrom } from "../../core/realm/introspect-native.ts";
import { MAX_MARKS, type RecordedMark } from "../protocol/messages.ts";
import type { TimelineCount } from "./timeline-count.ts";

/** Gives each mark of the page once. */
export class MarkReader {
  /** Of the marks up to here all were given, as the page's clock shows it. */
  #readUntil = 0;

  /** The latest of the listed marks, since those that it gave before, and not from before `since` on the page's clock. They stand by their time. */
  read({ markEntries: entries, markedAt }: TimelineCount, since: number): RecordedMark[] {
    const marks: RecordedMark[] = [];
    const after = since > this.#readUntil ? since : this.#readUntil;
    this.#readUntil = markedAt;
    if (entries === undefined || entries.length === 0) return marks;
    const read = now();
    const nameOf = nativeGetterFrom(entries[0], "name");
    const startOf = nativeGetterFrom(entries[0], "startTime");
    for (let i = entries.length - 1; i >= 0 && marks.length < MAX_MARKS; i--) {
      const name = nameOf(entries[i]);
      const startMs = startOf(entries[i]);
      if (typeof name !== "string" || typeof startMs !== "number" || startMs <= after) break;
      /* A page may give a mark a time that is still to come. */
      if (startMs <= markedAt) append(marks, bare({ name, agoMs: read - startMs, startMs }));
    }
    return marks;
  }
}
