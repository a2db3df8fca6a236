import type { LibraryType } from "./library-types.ts";

/* A subscription and its parents, which have it among their finalizers. */
const PARENTS = ["_parentage"];

/** RxJS 7. */
export const RXJS_TYPES: readonly LibraryType[] = [
  { typeName: "BehaviorSubject", marker: "getValue", methods: ["_trySubscribe"] },
  { typeName: "ReplaySubject", marker: "_trimBuffer" },
  { typeName: "Subject", marker: "asObservable", methods: ["_trySubscribe"] },
  { typeName: "Subscriber", marker: "_next", methods: ["unsubscribe"], borrowed: PARENTS },
  { typeName: "Subscription", marker: "_addParent", borrowed: PARENTS },
  { typeName: "Observable", marker: "toPromise", methods: ["_trySubscribe"] },
];
