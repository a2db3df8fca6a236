/**
 * How many seeds a long random test takes: a tenth of them in `npm test`, all in `npm run test:all`, which runs the tests that import this
 * file with `ALL_SEEDS=1`. Short ones take all of their seeds always.
 */
export function seedCount(all: number): number {
  return process.env.ALL_SEEDS === "1" ? all : Math.ceil(all / 10);
}
