import { expect, test } from "vitest";
import { allocative, skip, takeSnapshot } from "../../../core/index.ts";
import { privates } from "./runtime.ts";

@allocative
class Session {
  @allocative readonly #token = { shown: 1 };
  @skip readonly #cache = { skipped: 1 };
  readonly #other = { derived: 1 };
  static {
    privates(Session, (o) =>
      #token in o ? { "#token": o.#token, "#cache": o.#cache, "#other": o.#other } : undefined,
    );
  }
}

test("private members that decorators describe are not repeated, and what they skip stays skipped", () => {
  const text = takeSnapshot({ layout: "chrome", roots: { session: new Session() } }).toFolded();
  expect(text.split("\n").slice(0, -1)).toEqual([
    "session;Session 12",
    "session;Session;#cache 4",
    "session;Session;#other 4",
    "session;Session;#other;Object 12",
    "session;Session;#other;Object;derived 4",
    "session;Session;#token 4",
    "session;Session;#token;Object 12",
    "session;Session;#token;Object;shown 4",
  ]);
});
