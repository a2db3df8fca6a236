import { grown } from "../tree/frame-tree.ts";

const FIRST_ROOM = 1024;

/** Numbers with totals, of which the one with the largest total is taken first, and of several the lowest one. */
export class LargestFirst {
  count = 0;
  /* The first is to be taken next, and none is to be taken before the one at half its place. */
  #numbers = new Int32Array(FIRST_ROOM);
  #totals = new Float64Array(FIRST_ROOM);

  enter(number: number, total: number): void {
    if (this.count === this.#numbers.length) {
      this.#numbers = grown(this.#numbers, 2 * this.count);
      this.#totals = grown(this.#totals, 2 * this.count);
    }
    const numbers = this.#numbers;
    const totals = this.#totals;
    let place = this.count++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (totals[above] > total || (totals[above] === total && numbers[above] < number)) break;
      totals[place] = totals[above];
      numbers[place] = numbers[above];
      place = above;
    }
    totals[place] = total;
    numbers[place] = number;
  }

  take(): number {
    const largest = this.#numbers[0];
    const last = --this.count;
    if (last > 0) this.#sink(0, this.#numbers[last], this.#totals[last]);
    return largest;
  }

  /** Takes out all but the first `room` of them. The total of the last one that is left: with no larger one is there room for a number that is higher than all of them. */
  keep(room: number): number {
    const { count } = this;
    const numbers = this.#numbers;
    const totals = this.#totals;
    const least = room === 0 ? Number.POSITIVE_INFINITY : nthLargest(totals.slice(0, count), room);
    const equal = new Int32Array(count);
    let equalCount = 0;
    let kept = 0;
    for (let place = 0; place < count; place++) {
      if (totals[place] < least) continue;
      if (totals[place] === least) {
        equal[equalCount++] = numbers[place];
        continue;
      }
      totals[kept] = totals[place];
      numbers[kept] = numbers[place];
      kept++;
    }
    numbers.set(
      equal
        .subarray(0, equalCount)
        .sort()
        .subarray(0, room - kept),
      kept,
    );
    totals.fill(least, kept, room);
    this.count = room;
    for (let place = (room >> 1) - 1; place >= 0; place--) this.#sink(place, numbers[place], totals[place]);
    return least;
  }

  /** Puts a number to its place at or below the one that is free. */
  #sink(free: number, number: number, total: number): void {
    const { count } = this;
    const numbers = this.#numbers;
    const totals = this.#totals;
    let place = free;
    for (let below = 2 * place + 1; below < count; below = 2 * place + 1) {
      const next = below + 1;
      if (
        next < count &&
        (totals[next] > totals[below] || (totals[next] === totals[below] && numbers[next] < numbers[below]))
      ) {
        below = next;
      }
      if (totals[below] < total || (totals[below] === total && numbers[below] > number)) break;
      totals[place] = totals[below];
      numbers[place] = numbers[below];
      place = below;
    }
    totals[place] = total;
    numbers[place] = number;
  }
}

/** Puts the values in another order, as a quicksort that follows only the part that has the n-th largest. */
function nthLargest(values: Float64Array, n: number): number {
  const at = n - 1;
  for (let first = 0, last = values.length - 1; first < last; ) {
    const middle = values[(first + last) >> 1];
    let i = first;
    let j = last;
    while (i <= j) {
      while (values[i] > middle) i++;
      while (values[j] < middle) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (at <= j) last = j;
    else if (at >= i) first = i;
    else break;
  }
  return values[at];
}
