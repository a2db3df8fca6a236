import { ownPropertyOf } from "../../realm/introspect.ts";
import type { PredicateImpl } from "../../visitor/custom-impls.ts";

const RAW = "__v_raw";
const PROXY_WORDS = 5;
const { get } = Reflect;

/**
 * Vue's reactive and readonly proxies: a Proxy that refers to the raw object. Without it they are measured as if they
 * were their targets, and a target with references of its own is counted twice. A Proxy has the type of its target, so
 * each object has to be checked, which takes about 250 ns.
 */
export function vueReactiveImpl(wordSize: 4 | 8): PredicateImpl {
  return {
    test: (facts) => {
      const raw = facts.answer(RAW);
      return typeof raw === "object" && raw !== null;
    },
    visit: (object, visitor) => {
      const self = visitor.enterSelfSized("Reactive", PROXY_WORDS * wordSize);
      self.visitField("raw", get(object, RAW));
      self.exit();
    },
  };
}

/** Whether Vue 3 runs in this realm: it leaves a mark on the global object, also in production. */
export function isVueHere(): boolean {
  return ownPropertyOf(globalThis, "__VUE__")?.value === true;
}
