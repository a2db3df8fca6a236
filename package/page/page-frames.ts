import { contextsOf } from "../../extension/scopes/page-contexts.ts";
import type { Session } from "../../extension/scopes/session.ts";

/** A document, by the browser's ids. */
export interface PageFrame {
  readonly id: string;
  /** Another one for each document that the frame loads. */
  readonly loaderId: string;
  readonly url: string;
  readonly securityOrigin: string;
}

interface FrameTree {
  readonly frame: PageFrame;
  readonly childFrames?: readonly FrameTree[];
}

/** A frame whose document the page cannot read, and where the debugger reaches it. */
export interface ForeignFrame {
  readonly frame: PageFrame;
  readonly session: Session;
  /** Where its scripts run. */
  readonly context: number;
}

/** The frames of a session's process, the first one before those in it. */
export async function framesOf(session: Session): Promise<readonly PageFrame[]> {
  const { frameTree } = (await session.send("Page.getFrameTree")) as { readonly frameTree: FrameTree };
  const trees = [frameTree];
  for (const { childFrames = [] } of trees) trees.push(...childFrames);
  return trees.map(({ frame }) => frame);
}

/** Those of a session that have another origin than the page. */
export async function foreignFramesOf(session: Session, page: PageFrame): Promise<readonly ForeignFrame[]> {
  const foreign = (await framesOf(session)).filter(
    ({ id, securityOrigin }) => id !== page.id && (!isOrigin(securityOrigin) || securityOrigin !== page.securityOrigin),
  );
  if (foreign.length === 0) return [];
  const contexts = await contextsOf(session);
  return foreign.flatMap((frame) => {
    const context = contexts.find(({ isDefault, frameId }) => isDefault && frameId === frame.id);
    return context === undefined ? [] : [{ frame, session, context: context.id }];
  });
}

/** That of a sandboxed document is like no other. */
function isOrigin(securityOrigin: string): boolean {
  return /^[\w-]+:\/\/./.test(securityOrigin);
}
