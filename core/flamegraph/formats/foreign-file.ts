/** A kind of file that is not read here. */
interface ForeignKind {
  /** Its beginning, as a string of one character a byte. */
  readonly head?: RegExp;
  /** Of a JSON file: a first item of a list, or an object, with these keys. */
  readonly json?: (file: Readonly<Record<string, unknown>>) => boolean;
  /** Half a sentence: the kind, and the file to save instead. */
  readonly sentence: string;
}

const HEAP_SNAPSHOT = "In Chrome's DevTools take a heap snapshot in the Memory panel and save that";

/** The first row that fits counts. */
const KINDS: readonly ForeignKind[] = [
  {
    head: /^\s*(?:\{|\[\s*\{).*"traceEvents"\s*:|^\s*\[\s*\{[^}]*"(?:ph|pid|ts)"\s*:/s,
    json: (file) => Array.isArray(file.traceEvents) || ("ph" in file && "pid" in file),
    sentence: `it is a trace of Chrome's Performance panel, which counts time. ${HEAP_SNAPSHOT}`,
  },
  {
    head: /^\s*\{\s*"(?:nodes"\s*:\s*\[\s*\{|head"\s*:\s*\{.*"hitCount"\s*:)/s,
    json: (file) =>
      (Array.isArray(file.nodes) || isObject(file.head)) &&
      ("timeDeltas" in file || "startTime" in file || "endTime" in file) &&
      !("shared" in file),
    sentence: `it is a CPU profile (.cpuprofile), which counts time. ${HEAP_SNAPSHOT}, or an allocation sampling (.heapprofile)`,
  },
  {
    head: /^\s*\{.*"(?:nodeClassNames"|type"\s*:\s*"(?:Inspector|GCDebugging)")/s,
    json: (file) => Array.isArray(file.nodeClassNames) || file.type === "Inspector" || file.type === "GCDebugging",
    sentence:
      "it is a heap snapshot of Safari or JavaScriptCore, in a format that is not read here. In Bun save one in V8's format: Bun.generateHeapSnapshot(\"v8\"); of a page take one in Chrome's Memory panel",
  },
  {
    head: /^\s*\{\s*"version"\s*:.*"recording"\s*:\s*\{/s,
    json: (file) => isObject(file.recording) && "version" in file,
    sentence:
      "it is a recording of Safari's Timelines. Open the page in Chrome, and take a heap snapshot in its Memory panel",
  },
  {
    head: /^\s*\{.*"hasMozMallocUsableSize"\s*:/s,
    json: (file) => "hasMozMallocUsableSize" in file || (Array.isArray(file.reports) && "version" in file),
    sentence:
      "it is a report of Firefox's about:memory, which counts processes, not objects. Open the page in Chrome, and take a heap snapshot in its Memory panel",
  },
  {
    head: /^\s*\{\s*"meta"\s*:\s*\{.*"(?:processType|preprocessedProfileVersion|extensions|stackwalk)"\s*:/s,
    json: (file) => isObject(file.meta) && Array.isArray(file.threads),
    sentence:
      "it is a profile of the Firefox Profiler. Open the page in Chrome, and take a heap snapshot in its Memory panel",
  },
  {
    head: /^\s*(?:<\?xml[^>]*>\s*)?<trace-(?:query-result|toc)|^bplist00/,
    sentence:
      "it is a file of Apple's Instruments. Convert it to folded stacks with bytes, or save a heap snapshot of Chrome or Node (.heapsnapshot)",
  },
  {
    head: /^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)/is,
    sentence: "it is an HTML page. Save the data behind it: folded stacks, JSON of speedscope or a heap snapshot",
  },
  {
    head: /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg/i,
    sentence: "it is a picture (SVG). Save the folded stacks that it was drawn from",
  },
  {
    head: /^PK[^ -~]{2}/,
    sentence: "it is a zip archive. Unpack it, and open the file inside; a trace of Instruments is not read here",
  },
];

/** Half a sentence about a file that begins so, one character a byte; null for one of an unknown kind or of one that is read here. */
export function foreignHeadOf(head: string): string | null {
  return KINDS.find((kind) => kind.head?.test(head))?.sentence ?? null;
}

/** The same for the content of a JSON file. */
export function foreignJsonOf(file: unknown): string | null {
  const first: unknown = Array.isArray(file) ? file[0] : file;
  if (!isObject(first)) return null;
  return KINDS.find((kind) => kind.json?.(first))?.sentence ?? null;
}

/**
 * A snapshot of Firefox's Memory panel (`.fxsnapshot`) is a list of protocol buffers, each after its length: first the metadata with a time, then nodes that begin with an id.
 */
export function isFirefoxSnapshot(head: Uint8Array): boolean {
  const metadata = head[0];
  if (!(metadata >= 2 && metadata <= 11) || head[1] !== TIME_TAG) return false;
  for (let at = 2; at < metadata; at++) if (head[at] < 0x80) return false;
  if (head[metadata] >= 0x80) return false;
  let node = metadata + 1;
  while (head[node] >= 0x80) node++;
  return head[node + 1] === ID_TAG;
}

/* Field 1, a number. */
const TIME_TAG = 0x08;
const ID_TAG = 0x08;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
