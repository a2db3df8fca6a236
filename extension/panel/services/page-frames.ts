import browser from "webextension-polyfill";
import { type FrameIdentity, frameNameOf } from "../../scopes/target-names.ts";

const TOP_FRAME = 0;
/** The browser answers when all frames have. */
const FRAMES_TIMEOUT_MS = 2_000;

/** What the polyfill's types lack. */
interface FrameResult {
  readonly frameId: number;
  readonly documentId: string;
  readonly result?: unknown;
}

/** As a frame says it of itself, in the isolated world, where no script of the page can replace it. */
interface FrameAnswer extends FrameIdentity {
  readonly origin: string;
}

/** A frame whose document the page cannot read. */
export interface ForeignFrame {
  /** As among the roots: `frame "title"`. */
  readonly name: string;
  readonly documentId: string;
}

/** Origin of the page in a tab; `null` for one that is opaque, as of a file or a sandboxed document. */
export async function siteOf(tabId: number): Promise<string | null> {
  const [top] = await inFrames({ tabId, frameIds: [TOP_FRAME] });
  const origin = identityOf(top)?.origin ?? "";
  return /^https?:/.test(origin) ? origin : null;
}

/** The frames of other origins that can be injected; `null` if one of them keeps the answer from coming. `taken` are names that other roots have. */
export async function foreignFramesOf(
  tabId: number,
  taken: ReadonlySet<string>,
): Promise<readonly ForeignFrame[] | null> {
  const frames = await orSilence(inFrames({ tabId, allFrames: true }));
  if (frames === null) return null;
  const origin = identityOf(frames.find(({ frameId }) => frameId === TOP_FRAME))?.origin;
  const names = new Set(taken);
  const found: ForeignFrame[] = [];
  for (const frame of frames.toSorted((a, b) => a.frameId - b.frameId)) {
    const identity = identityOf(frame);
    const isForeign = identity !== null && (identity.origin === "null" || identity.origin !== origin);
    if (frame.frameId === TOP_FRAME || !isForeign) continue;
    const name = frameNameOf(identity, names);
    names.add(name);
    found.push({ name, documentId: frame.documentId });
  }
  return found;
}

/** Puts the document's own id at that member of its isolated world's global. Not answered by a frame that is busy. */
export async function markDocument(tabId: number, documentId: string, member: string): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId, documentIds: [documentId] },
    world: "ISOLATED",
    func: (name: string, value: string) => {
      Object.assign(globalThis, { [name]: value });
    },
    args: [member, documentId],
    injectImmediately: true,
  } as never);
}

async function inFrames(target: object): Promise<readonly FrameResult[]> {
  const results: unknown = await browser.scripting.executeScript({
    target,
    world: "ISOLATED",
    func: (): FrameAnswer => ({
      origin: globalThis.origin,
      title: document.title,
      name: window.name,
      path: location.pathname,
    }),
    injectImmediately: true,
  } as never);
  return results as readonly FrameResult[];
}

function identityOf(frame: FrameResult | undefined): FrameAnswer | null {
  return (frame?.result as FrameAnswer | null | undefined) ?? null;
}

/** A page that went meanwhile has no frames. */
async function orSilence(frames: Promise<readonly FrameResult[]>): Promise<readonly FrameResult[] | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), FRAMES_TIMEOUT_MS);
  });
  try {
    return await Promise.race([frames.catch(() => []), silence]);
  } finally {
    clearTimeout(timer);
  }
}
