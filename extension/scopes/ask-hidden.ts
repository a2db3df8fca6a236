import { inBatches } from "./in-batches.ts";
import { argumentOf, type CallArgument, internalOf, RemotePage } from "./remote-page.ts";
import type { Session } from "./session.ts";

/** Objects asked about at a time, and batches under way. */
const BATCH = 50;
const UNDER_WAY = 8;
/** A WeakMap may have very many entries, and the debugger copies their list. */
const WEAK_MAPS = 10;
const WEAK_MAPS_UNDER_WAY = 3;

/** Asks what bound functions are bound to. */
export async function askBound(
  page: RemotePage,
  agent: string,
  group: string,
  count: number,
  signal: AbortSignal,
): Promise<void> {
  await inBatches(BATCH, UNDER_WAY, async (first) => {
    signal.throwIfAborted();
    const size = Math.min(BATCH, count - first);
    if (size <= 0) return 0;
    const batch = `${group}-bound-${first}`;
    try {
      const list = await page.callForObject(agent, "boundFunctions", [{ value: first }, { value: size }], batch);
      const properties = await page.propertiesOfItems(list);
      const parts = properties.flatMap((said) =>
        ["[[TargetFunction]]", "[[BoundThis]]", "[[BoundArgs]]"].map((name) => internalOf(said, name)),
      );
      await page.call(agent, "takeBound", [{ value: first }, ...parts]);
      return properties.length;
    } finally {
      void page.release(batch);
    }
  });
}

/** Asks for the entries of all WeakMaps. Finding them collects garbage once more. */
export async function askWeakMaps(page: RemotePage, agent: string, group: string, signal: AbortSignal): Promise<void> {
  const found = await page.objectsWithPrototype(await page.callForObject(agent, "weakMapPrototype", [], group), group);
  await inBatches(WEAK_MAPS, WEAK_MAPS_UNDER_WAY, async (first) => {
    signal.throwIfAborted();
    const batch = `${group}-weak-${first}`;
    try {
      const args = [{ objectId: found }, { value: first }, { value: WEAK_MAPS }];
      const maps = await page.itemsOf(await page.callForObject(agent, "weakMapsOf", args, batch));
      if (maps.length === 0) return 0;
      const properties = await Promise.all(maps.map((map) => page.propertiesOf(map)));
      const parts = properties.flatMap((said, i): readonly CallArgument[] => [
        { objectId: maps[i] ?? "" },
        internalOf(said, "[[Entries]]"),
      ]);
      await page.call(agent, "takeWeakMaps", parts);
      return maps.length;
    } finally {
      void page.release(batch);
    }
  });
}

let answerings = 0;

/** Answers the questions of a walk in progress: reads the private members of the objects that the agent has met. */
export async function answerQuestions(session: Session, agent: string): Promise<void> {
  const page = new RemotePage(session);
  /* Frames that share a session walk at once. */
  const group = `allocative-privates-${++answerings}`;
  await inBatches(BATCH, UNDER_WAY, async (first) => {
    const batch = `${group}-${first}`;
    try {
      const list = await page.callForObject(agent, "askedObjects", [{ value: first }, { value: BATCH }], batch);
      const properties = await page.propertiesOfItems(list);
      if (properties.length === 0) return 0;
      const members = properties.map(({ privateProperties = [] }) =>
        privateProperties.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
      );
      const names = members.map((own) => own.map(({ name }) => name));
      const values = members.flatMap((own) => own.map(({ value }) => argumentOf(value)));
      await page.call(agent, "takePrivates", [{ value: first }, { value: names }, ...values]);
      return properties.length;
    } finally {
      void page.release(batch);
    }
  });
  await page.call(agent, "endQuestions");
}
