import { expect, test } from "vitest";
import { askProcessCounts, processCountsOf } from "./process-counts.ts";
import type { Session } from "./session.ts";

const METRICS = [
  { name: "Timestamp", value: 123.4 },
  { name: "Documents", value: 2 },
  { name: "JSEventListeners", value: 24 },
  { name: "Nodes", value: 310 },
];

/** A session that answers by `answers`, and what was sent to it. */
function sessionOf(answers: Readonly<Record<string, () => unknown>>): { session: Session; sent: string[] } {
  const sent: string[] = [];
  const session: Session = {
    async send(method) {
      sent.push(method);
      return answers[method]?.();
    },
    on: () => () => {},
  };
  return { session, sent };
}

test("the counts are read, and the counting is switched off again", async () => {
  const { session, sent } = sessionOf({ "Performance.getMetrics": () => ({ metrics: METRICS }) });
  expect(await askProcessCounts(session, session)).toEqual({ nodes: 310, documents: 2, listeners: 24 });
  expect(sent).toEqual(["Performance.enable", "Performance.getMetrics", "Performance.disable"]);
});

test("where the browser refuses there are no counts, and it is switched off by the session that lasts", async () => {
  const refusing = sessionOf({
    "Performance.getMetrics"() {
      throw new Error("no such command");
    },
  });
  const lasting = sessionOf({});
  expect(await askProcessCounts(refusing.session, lasting.session)).toBeNull();
  expect(lasting.sent).toEqual(["Performance.disable"]);
});

test("an answer without one of them is none", () => {
  expect(processCountsOf({ metrics: METRICS.slice(0, 3) })).toBeNull();
  expect(processCountsOf({ metrics: [...METRICS.slice(0, 3), { name: "Nodes", value: 1.5 }] })).toBeNull();
});
