/** A registration as DevTools lists it. */
interface ListedRegistration {
  readonly listener: object;
  readonly useCapture: boolean;
}

/** What DevTools lists of one target, by type. All of it are own data properties of objects that the browser made, so that plain reads run nothing. */
export type RegistrationsByType = Readonly<
  Record<string, { readonly [index: number]: ListedRegistration; readonly length: number }>
>;

export type ReadListeners = (target: object) => RegistrationsByType;
