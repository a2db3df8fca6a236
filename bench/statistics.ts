/** Of numbers in any order; 0 ≤ q ≤ 1. The nearest value that was measured. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}
