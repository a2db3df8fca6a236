import type { Command } from "./command.ts";

/** A command in the list. Its file is read when it is run: none needs what another one is made of. */
export interface CommandEntry {
  readonly name: string;
  /** For the list of commands: a sentence's middle. */
  readonly about: string;
  load(): Promise<{ readonly command: Command }>;
}

/** A new command is its file in `commands/`, and a row here. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "open",
    about: "Chromium with DevTools on the Allocative tab",
    load: () => import("./commands/open.ts"),
  },
  {
    name: "snapshot",
    about: "a snapshot of a page or of a process of Node, as a file",
    load: () => import("./commands/snapshot.ts"),
  },
  {
    name: "leaks",
    about: "what grows in every round of steps in a page",
    load: () => import("./commands/leaks.ts"),
  },
  {
    name: "top",
    about: "the largest things of a snapshot, each with its path",
    load: () => import("./commands/top.ts"),
  },
  {
    name: "diff",
    about: "what grew from one snapshot to another, the cause first",
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "who",
    about: "who holds the objects at a path, from the roots on",
    load: () => import("./commands/who.ts"),
  },
  {
    name: "types",
    about: "the types of a snapshot, with their sizes and counts",
    load: () => import("./commands/types.ts"),
  },
  {
    name: "report",
    about: "what a change of the code costs, against budgets: the comment of a pull request",
    load: () => import("./commands/report.ts"),
  },
  {
    name: "mcp",
    about: "a server of the Model Context Protocol, for agents",
    load: () => import("./commands/mcp.ts"),
  },
];
