class NotFound extends Error {
  status = 404;
}

export const standardObjectFixtures = (): Record<string, unknown> => ({
  date: new Date(0),
  "no date at all": Object.create(Date.prototype),
  regExp: /ab+c/gu,
  "no RegExp at all": Object.create(RegExp.prototype),
  error: new Error("message"),
  "error without message": new TypeError(),
  "error with cause": new Error("outer", { cause: new RangeError("inner") }),
  "own error": new NotFound("nothing here"),
  promise: Promise.resolve({ invisible: true }),
  "weak reference": new WeakRef({ invisible: true }),
});
