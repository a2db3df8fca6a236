interface ErrorOfV8 {
  readonly captureStackTrace: (object: object, called?: (...args: never[]) => unknown) => void;
}

/** Gives the object a stack: that of the caller of `called`, if it is given. */
export const { captureStackTrace: captureStack } = Error as unknown as ErrorOfV8;
