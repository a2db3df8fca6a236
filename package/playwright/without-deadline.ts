import { test } from "@playwright/test";

/** Milliseconds that a snapshot may take at most, beside the test. */
const ROOM_MS = 300_000;

/** The time that a test waits for a snapshot does not count: a slow machine is no failure of the test. */
export async function withoutDeadline<T>(work: () => Promise<T>): Promise<T> {
  const info = test.info();
  if (info.timeout === 0) return work();
  const before = info.timeout;
  const start = performance.now();
  info.setTimeout(before + ROOM_MS);
  try {
    return await work();
  } finally {
    info.setTimeout(before + Math.ceil(performance.now() - start));
  }
}
