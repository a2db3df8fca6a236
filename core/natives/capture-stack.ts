interface ErrorOfV8 {
  readonly captureStackTrace?: (object: object, called?: (...args: never[]) => unknown) => void;
}

/** Gives the object a stack: that of the caller of `called`, if it is given. Nothing in an engine that cannot. */
export const captureStack: NonNullable<ErrorOfV8["captureStackTrace"]> =
  (Error as unknown as ErrorOfV8).captureStackTrace ?? (() => {});
