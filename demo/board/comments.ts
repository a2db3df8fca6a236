import { pickFrom, seededRandom } from "../seeded-random.ts";
import { elementById } from "./element-by-id.ts";
import { createStore } from "./store.ts";

interface Comment {
  readonly id: number;
  readonly author: string;
  readonly words: string;
}

interface Comments {
  readonly byId: ReadonlyMap<number, Comment>;
  readonly unread: ReadonlySet<number>;
}

const AUTHORS = ["ann", "bob", "cleo", "dan"] as const;
const random = seededRandom(11);

function createComment(id: number): Comment {
  const author = pickFrom(AUTHORS, random);
  return { id, author, words: `Comment ${id} by ${author} on task ${Math.floor(random() * 5_000)}` };
}

function withMore({ byId, unread }: Comments, count: number): Comments {
  const added = Array.from({ length: count }, (_, i) => createComment(byId.size + i));
  return {
    byId: new Map([...byId, ...added.map((comment) => [comment.id, comment] as const)]),
    unread: new Set([...unread, ...added.map(({ id }) => id)]),
  };
}

/** A variable of this module: nothing else in the page leads to the comments. */
const commentsStore = createStore(withMore, withMore({ byId: new Map(), unread: new Set() }, 4_000));

export function showComments(): void {
  const count = elementById("comment-count", HTMLOutputElement);
  const showCount = (): void => {
    const { byId, unread } = commentsStore.getState();
    count.textContent = `${byId.size.toLocaleString("en")} comments, ${unread.size.toLocaleString("en")} unread.`;
  };
  commentsStore.subscribe(showCount);
  elementById("add-comments", HTMLButtonElement).addEventListener("click", () => commentsStore.dispatch(1_000));
  showCount();
}
