import { expect, test } from "vitest";
import type { Session } from "../../extension/scopes/session.ts";
import { impatient, SilenceError } from "./impatient-session.ts";

const sessionWith = (send: Session["send"]): Session => ({ send, on: () => () => {} });

test("answers and refusals pass", async () => {
  const answering = impatient(
    sessionWith(async (method) => ({ method })),
    "The page",
  );
  expect(await answering.send("Runtime.enable")).toEqual({ method: "Runtime.enable" });
  const refusing = impatient(
    sessionWith(() => Promise.reject(new Error("no such object"))),
    "The page",
  );
  await expect(refusing.send("Runtime.enable")).rejects.toThrow("no such object");
});

test("a question without an answer rejects, and says which it was", async () => {
  const silent = impatient(
    sessionWith(() => new Promise(() => {})),
    "The page",
    10,
  );
  const asked = silent.send("Runtime.evaluate");
  await expect(asked).rejects.toThrow(SilenceError);
  await expect(asked).rejects.toThrow(
    "The page has not answered for 0.01 s (Runtime.evaluate): it runs an endless loop",
  );
});
