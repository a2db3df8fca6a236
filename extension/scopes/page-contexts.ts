import type { Session } from "./session.ts";

/** Where scripts of a document run. */
export interface PageContext {
  readonly id: number;
  /** Whether they are the document's own scripts, and not those of an extension. */
  readonly isDefault: boolean;
  /** The same for all contexts of one document. */
  readonly frameId: string;
}

/** The contexts of all documents of the session's process. */
export async function contextsOf(session: Session): Promise<readonly PageContext[]> {
  const contexts: PageContext[] = [];
  const stop = session.on("Runtime.executionContextCreated", (params) => {
    const { id, auxData } = (params as CreatedContext).context;
    contexts.push({ id, isDefault: auxData?.isDefault === true, frameId: auxData?.frameId ?? "" });
  });
  try {
    /* It reports all that there are before it answers. */
    await session.send("Runtime.enable");
  } finally {
    stop();
    await session.send("Runtime.disable");
  }
  return contexts;
}

interface CreatedContext {
  readonly context: {
    readonly id: number;
    readonly auxData?: { readonly isDefault?: boolean; readonly frameId?: string };
  };
}
