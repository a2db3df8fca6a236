import { expect, test } from "vitest";
import { randomFrom } from "./frames.fixture.ts";
import type { Zoom } from "./zoom.ts";
import { createZoom, isWhole, pannedBy, pannedTo, WHOLE, zoomBetween, zoomedAt } from "./zoom.ts";

function randomZoom(random: () => number): Zoom {
  const span = random() ** 4;
  return createZoom(random() * (1 - span), span);
}

test("a zoom stays inside the focus, and what is under the pointer stays there", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 2000; round++) {
    const zoom = randomZoom(random);
    const at = random();
    const after = zoomedAt(zoom, at, Math.exp(random() * 4 - 2), 1e-9);
    expect(after.from).toBeGreaterThanOrEqual(0);
    expect(after.to).toBeLessThanOrEqual(1 + 1e-12);
    expect(after.to - after.from).toBeGreaterThan(0);
    const isHeld = after.from === 0 || after.to >= 1 - 1e-12;
    if (!isHeld) {
      const pointed = zoom.from + at * (zoom.to - zoom.from);
      expect((pointed - after.from) / (after.to - after.from)).toBeCloseTo(at, 6);
    }
  }
});

test("zooming out ends at the whole, zooming in at the narrowest part", () => {
  let zoom = WHOLE;
  for (let step = 0; step < 100; step++) zoom = zoomedAt(zoom, 0.3, 0.5, 1e-6);
  expect(zoom.to - zoom.from).toBeCloseTo(1e-6, 12);
  for (let step = 0; step < 100; step++) zoom = zoomedAt(zoom, 0.3, 2, 1e-6);
  expect(zoom).toEqual(WHOLE);
});

test("a pan keeps the span and stops at the edges", () => {
  const random = randomFrom(2);
  for (let round = 0; round < 1000; round++) {
    const zoom = randomZoom(random);
    const after = pannedBy(zoom, random() * 4 - 2);
    expect(after.to - after.from).toBeCloseTo(zoom.to - zoom.from, 12);
    expect(after.from).toBeGreaterThanOrEqual(0);
    expect(after.to).toBeLessThanOrEqual(1 + 1e-12);
  }
  expect(pannedBy({ from: 0.25, to: 0.5 }, 0.5)).toEqual(createZoom(0.375, 0.25));
});

test("a part in view moves nothing, one out of view comes to the middle", () => {
  const zoom = createZoom(0.25, 0.25);
  expect(pannedTo(zoom, 0.4, 0.9)).toBe(zoom);
  expect(pannedTo(zoom, 0.75, 0.8125)).toEqual({ from: 0.65625, to: 0.90625 });
  expect(pannedTo(zoom, 0, 0.01)).toEqual({ from: 0, to: 0.25 });
});

test("a way between two zooms begins and ends at them, and never turns", () => {
  const random = randomFrom(3);
  for (let round = 0; round < 300; round++) {
    const [one, other] = [randomZoom(random), randomZoom(random)];
    const start = zoomBetween(one, other, 0);
    expect(start.from).toBeCloseTo(one.from, 9);
    expect(start.to).toBeCloseTo(one.to, 9);
    expect(zoomBetween(one, other, 1)).toBe(other);
    let last = one;
    for (let step = 1; step <= 10; step++) {
      const zoom = zoomBetween(one, other, step / 10);
      for (const edge of ["from", "to"] as const) {
        const way = Math.sign(other[edge] - one[edge]);
        expect((zoom[edge] - last[edge]) * way).toBeGreaterThanOrEqual(-1e-12);
      }
      last = zoom;
    }
  }
  expect(isWhole(zoomBetween(createZoom(0.5, 0.1), WHOLE, 1))).toBe(true);
});
