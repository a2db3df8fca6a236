import { frameNameOf } from "../../scopes/target-names.ts";
import type { FrameAnswer } from "../../tab/injected-functions.ts";
import type { InjectionResult, InspectedTab } from "../../tab/inspected-tab.ts";

const TOP_FRAME = 0;
/** The browser answers when all frames have. */
const FRAMES_TIMEOUT_MS = 2_000;

/** Asks a frame who it is. */
const QUESTION = { world: "ISOLATED", function: "describeFrame", args: [] } as const;

/** A frame whose document the page cannot read. */
export interface ForeignFrame {
  /** As among the roots: `frame "title"`. */
  readonly name: string;
  readonly documentId: string;
}

/** Origin of the page in a tab; `null` for one that is opaque, as of a file or a sandboxed document. */
export async function siteOf(tab: InspectedTab): Promise<string | null> {
  const [top] = await tab.inject({ frameIds: [TOP_FRAME] }, QUESTION);
  const origin = identityOf(top)?.origin ?? "";
  return /^https?:/.test(origin) ? origin : null;
}

/** The frames of other origins that can be injected; `null` if one of them keeps the answer from coming. `taken` are names that other roots have. */
export async function foreignFramesOf(
  tab: InspectedTab,
  taken: ReadonlySet<string>,
): Promise<readonly ForeignFrame[] | null> {
  const frames = await orSilence(tab.inject({ allFrames: true }, QUESTION));
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
export async function markDocument(tab: InspectedTab, documentId: string, member: string): Promise<void> {
  const target = { documentIds: [documentId] };
  await tab.inject(target, { world: "ISOLATED", function: "setMember", args: [member, documentId] });
}

function identityOf(frame: InjectionResult | undefined): FrameAnswer | null {
  return (frame?.result as FrameAnswer | null | undefined) ?? null;
}

/** A page that went meanwhile has no frames. */
async function orSilence(frames: Promise<readonly InjectionResult[]>): Promise<readonly InjectionResult[] | null> {
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
