export { ownNames, WeakMap } from "./own-names.ts";
export * from "./store.ts";
