import { fail } from "./failure.ts";
import type { Outlet } from "./services.ts";
import type { Store } from "./store.ts";

/** Copies, and says so. Never rejects. */
export async function copyText(store: Store, outlet: Pick<Outlet, "copyText">, text: string): Promise<void> {
  try {
    await outlet.copyText(text);
    store.dispatch({ type: "noticed", notice: "Copied." });
  } catch (error) {
    fail(store, error);
  }
}
