import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";

const GROUP = "allocative names";

interface GlobalProperty {
  readonly name: string;
  readonly enumerable: boolean;
  readonly value?: { readonly type: string; readonly description?: string };
}

/**
 * Names on the global object of a worker or of Node that its scripts did not put there. There is no isolated world to compare with: what the engine has is not enumerable, or a native function of
 * that name. `isForeign` says which others are not the scripts'.
 */
export async function pristineNamesOf(
  session: Session,
  isForeign: (name: string) => boolean = () => false,
): Promise<readonly string[]> {
  const remote = new RemotePage(session);
  try {
    const { objectId } = await remote.evaluate("this", GROUP);
    const { result } = (await session.send("Runtime.getProperties", { objectId, ownProperties: true })) as {
      readonly result: readonly GlobalProperty[];
    };
    return result.filter((property) => isOfEngine(property) || isForeign(property.name)).map(({ name }) => name);
  } finally {
    void remote.release(GROUP);
  }
}

function isOfEngine({ name, enumerable, value }: GlobalProperty): boolean {
  return !enumerable || (value?.type === "function" && value.description === `function ${name}() { [native code] }`);
}
