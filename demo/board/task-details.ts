import { pickFrom, seededRandom } from "../seeded-random.ts";
import { elementById } from "./element-by-id.ts";

interface Change {
  readonly text: string;
  readonly minutes: number;
}

const STEPS = ["opened", "assigned", "estimated", "closed"] as const;

function createChanges(task: number): readonly Change[] {
  const random = seededRandom(task);
  return Array.from({ length: 1_000 }, (_, i) => ({
    text: `Task ${task} was ${pickFrom(STEPS, random)}: change ${i}`,
    minutes: random() * 60,
  }));
}

/** Opens the view of a task: the arrow keys go through its changes. Returns what closes it. */
function openTaskDetails(task: number, details: HTMLElement): () => void {
  const rows = createChanges(task);
  let selected = 0;
  const show = (): void => {
    details.textContent = rows[selected]?.text ?? "";
  };
  function onKeyUp({ key }: KeyboardEvent): void {
    if (key !== "ArrowDown" && key !== "ArrowUp") return;
    selected = (selected + (key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
    show();
  }
  window.addEventListener("keyup", onKeyUp);
  show();
  /* The leak: the listener is not removed, and it holds the rows. */
  return () => {
    details.textContent = "";
  };
}

export function offerVisits(): void {
  const details = elementById("task-details", HTMLOutputElement);
  let visits = 0;
  elementById("visit-task", HTMLButtonElement).addEventListener("click", () => {
    visits++;
    const close = openTaskDetails(visits, details);
    close();
    details.textContent = `Task ${visits} was opened and closed. Visits: ${visits}.`;
  });
}
