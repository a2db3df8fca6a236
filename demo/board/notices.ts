import { seededRandom } from "../seeded-random.ts";

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly seconds: number;
}

/** An older app inside the frame: its state is a variable of the page. */
const random = seededRandom(7);
const notices: Notice[] = Array.from({ length: 2_000 }, (_, id) => ({
  id,
  text: `Notice ${id}: task ${Math.floor(random() * 5_000)} was changed`,
  seconds: random() * 1_000,
}));
Object.assign(globalThis, { notices });

const count = document.getElementById("count");
if (count !== null) count.textContent = `${notices.length.toLocaleString("en")} notices.`;
