/** Asks about the objects of a list batch by batch, several batches at a time: a busy page answers once a frame. `ask` asks about `size` objects from `first` on, and says how many there were; the first batch that is not full is the end. */
export async function inBatches(
  size: number,
  underWay: number,
  ask: (first: number) => Promise<number>,
): Promise<void> {
  let next = 0;
  let isEnd = false;
  const askSome = async (): Promise<void> => {
    while (!isEnd) {
      const first = next;
      next += size;
      try {
        if ((await ask(first)) < size) isEnd = true;
      } catch (error) {
        isEnd = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: underWay }, askSome));
}
