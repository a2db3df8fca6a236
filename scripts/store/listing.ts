// The texts of the extension in the stores. PRIVACY.md says the same at length, and a test compares them.
import manifest from "../../manifest.json" with { type: "json" };

/** The extension for Chromium as it is, or without the permission to attach a debugger; and that for Firefox, which has none. */
export type StoreVariant = "full" | "no-debugger" | "firefox";

export interface StoreListing {
  readonly name: string;
  /** The stores take it from the manifest; 132 characters at most. */
  readonly summary: string;
  readonly description: string;
  readonly singlePurpose: string;
  /** Why each permission of the manifest is needed, one sentence each. */
  readonly permissions: ReadonlyMap<string, string>;
  readonly hostAccess: string;
  readonly remoteCode: string;
  /** The stores' questions about data of users, and the answers. */
  readonly dataUse: readonly (readonly [question: string, answer: string])[];
  readonly privacy: string;
  /** For the people who review it; where the store asks for it. */
  readonly reviewers?: string;
}

const PERMISSIONS: ReadonlyMap<string, string> = new Map([
  [
    "debugger",
    "Attaches to the tab whose DevTools the user opened, from the first snapshot with Closures until DevTools closes, to read which objects the page's functions and workers keep in their variables, which no script can read.",
  ],
  [
    "scripting",
    "Injects the extension's own script into the page whose DevTools the user opened, when the user opens the Allocative tab there, to walk the page's objects and measure them.",
  ],
  [
    "storage",
    "Keeps the user's settings, the roots that were ticked for a site, and a name for this session of the browser, on the user's machine.",
  ],
]);

const DESCRIPTION = `Allocative adds a tab to DevTools that shows which of your app's own objects hold the memory, and who owns them.

Open DevTools on your page, choose Allocative, and click Snapshot. Your stores, caches, components and scenes stand there as an icicle flamegraph, under the names in your source, and as wide as the bytes that they own. It takes a fraction of a second for an ordinary app, and the page goes on.

• Find a leak: do something in the page and undo it, three times. The answer lists everything that grew in every round, the cause first, and who keeps it alive.
• Compare two snapshots: a box is as wide as its growth.
• Objects lists the contents of a box, one by one; Held by has the shortest paths that keep it alive.
• Insights ranks duplicate strings, detached elements, listeners, spare capacity and memory outside of the JavaScript heap.
• Any page works without a change of its code. You can name your own roots with the package "allocative".
• Heap snapshots of Chrome and Node open here, too, and so do folded stacks, speedscope and pprof files. Snapshots are exported to the same formats, and to one HTML page that opens in any browser.

It reads properties and runs no code of the page. Nothing is in a page before you open the tab there, and nothing leaves your machine.`;

const WITH_DEBUGGER =
  "To read what functions keep in their variables it attaches the browser's debugger to the tab that you inspect, and the browser shows a bar meanwhile. Uncheck Closures, and it does not.";
const WITHOUT_DEBUGGER =
  "This build has no permission to attach a debugger, for browsers whose policy forbids it. So it cannot read what functions keep in their variables, nor what workers hold. Everything else works.";

const IN_FIREFOX =
  "Firefox gives extensions no debugger. So functions are not asked for their variables, workers are not measured, and listeners are not listed; the plug-in for bundlers of the package allocative reaches what modules and functions hold. Bytes are those of Firefox's own engine.";

/** The note that addons.mozilla.org gives to its reviewers. */
const NOTE_TO_REVIEWERS =
  "The code is bundled and minified; the zip of sources has everything it is made of. docs/build-for-amo.md says how to build it: Node 20.19 or newer, npm ci, npm run build-for-amo; the extension is then in dist/firefox/, with the same bytes. It needs no account: open Developer Tools on any page, choose Allocative, click Snapshot. The background script answers the panel alone, because Firefox gives panels no API for tabs and scripts.";

const ABOUT: Readonly<Record<StoreVariant, string>> = {
  full: WITH_DEBUGGER,
  "no-debugger": WITHOUT_DEBUGGER,
  firefox: IN_FIREFOX,
};

/** The texts for one variant. */
export function listingOf(variant: StoreVariant): StoreListing {
  const isFull = variant === "full";
  return {
    name: manifest.name,
    summary: manifest.description,
    description: `${DESCRIPTION}\n\n${ABOUT[variant]}`,
    ...(variant === "firefox" && { reviewers: NOTE_TO_REVIEWERS }),
    singlePurpose:
      "To show developers, in DevTools, which objects of the page that they inspect hold memory, how much, and what keeps them.",
    permissions: new Map([...PERMISSIONS].filter(([permission]) => isFull || permission !== "debugger")),
    hostAccess:
      "A developer may inspect any page, also on a local server or in a frame of another site, so the script that measures must be allowed on any; it is put into a page alone when the developer opens the Allocative tab in the DevTools of that page.",
    remoteCode:
      "No remote code: all scripts are in the package, and its content security policy lets it load no others and connect to no server.",
    dataUse: [
      ["Does it collect or send data of the user?", "No. It makes no network request, and there is no server."],
      [
        "What does it read?",
        "Names, types and sizes of the objects of the page that the user inspects. Previews of single objects are shown while the user looks at them, and are not stored.",
      ],
      [
        "What does it store?",
        "Settings, and snapshots of open tabs: names, byte counts, and the host and path of the page, no values, on the user's machine alone. In a private window nothing.",
      ],
      ["Is data sold or given to others?", "No."],
      ["Is data used for what the single purpose does not need, or to judge creditworthiness?", "No."],
    ],
    privacy: "Allocative collects nothing and sends nothing.",
  };
}

/** The texts in the order in which the stores ask for them, as Markdown. */
export function writeListing(listing: StoreListing): string {
  const { name, summary, description, singlePurpose, permissions, hostAccess, remoteCode, dataUse, privacy } = listing;
  const { reviewers } = listing;
  const parts: readonly (readonly [heading: string, words: string])[] = [
    ["Summary", summary],
    ["Description", description],
    ["Single purpose", singlePurpose],
    ...[...permissions].map(([permission, why]) => [`Permission: ${permission}`, why] as const),
    ["Host access", hostAccess],
    ["Remote code", remoteCode],
    ...dataUse.map(([question, answer]) => [`Data: ${question}`, answer] as const),
    ["Privacy", `${privacy} The address of the privacy policy is where PRIVACY.md is published.`],
    ...(reviewers === undefined ? [] : [["Notes to reviewers", reviewers] as const]),
  ];
  return `# ${name}\n\n${parts.map(([heading, words]) => `## ${heading}\n\n${words}\n`).join("\n")}`;
}
