const NODE_MODULES = "node_modules/";
/** A name for code that a bundler adds. */
const VIRTUAL = "\0";
const SCHEME = /^[a-z][\w+.-]*:\/\//i;
const HTTP = /^https?:\/\/[^/]*\//i;
const WINDOWS_DRIVE = /^\/?[a-z]:[\\/]/i;
/** `webpack://app/./src/x.js`, `webpack:///src/x.js`, `turbopack:///[project]/src/x.js`: the name of the project is no folder. */
const BUNDLER = /^(?!https?:|file:)[a-z][\w+.-]*:\/\/[^/]*\/+(?:\[project\]\/)?/i;
const QUERY = /[?#].*$/;

/**
 * The paths of a map's sources, as one would write them in the project: without the bundler's schemes, without what leads from the script to the project, without folders of the machine that built
 * it. Those of packages begin with their last `node_modules/`.
 *
 * `raw` is as the map has them, `resolved` relative to the address of the map.
 */
export function sourcePathsOf(
  raw: readonly (string | null)[],
  resolved: readonly (string | null)[],
): readonly string[] {
  const paths = raw.map((source, i) => pathOf(source ?? "", resolved[i] ?? ""));
  const root = commonRoot(paths.filter(isAbsolute));
  return paths.map((path) => (isAbsolute(path) ? path.slice(root.length) : path)).map(fromPackage);
}

function pathOf(raw: string, resolved: string): string {
  if (raw.startsWith(VIRTUAL)) return raw.slice(1).replace(QUERY, "");
  if (raw === "") return "";
  const clean = decoded(raw.replace(QUERY, "")).replaceAll("\\", "/");
  if (/^file:\/\//i.test(clean)) return clean.replace(/^file:\/\/[^/]*/i, "");
  if (WINDOWS_DRIVE.test(clean)) return `/${clean.replace(/^\//, "")}`;
  if (clean.startsWith("/")) return clean;
  if (BUNDLER.test(clean)) return relative(clean.replace(BUNDLER, ""));
  return relative(decoded(resolved.replace(QUERY, "")).replace(HTTP, "").replace(SCHEME, ""));
}

/** Without the steps that lead out of the folder of the script. */
function relative(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    /* A percent sign that means itself. */
    return text;
  }
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/");
}

/** The folder of the project: where its packages are, else what all sources have in common. */
function commonRoot(paths: readonly string[]): string {
  const own = paths.filter((path) => !path.includes(NODE_MODULES));
  const [first = ""] = own;
  const packages = paths.find((path) => path.includes(NODE_MODULES));
  const project = packages?.slice(0, packages.indexOf(NODE_MODULES));
  if (project !== undefined && own.every((path) => path.startsWith(project))) return project;
  let length = first.lastIndexOf("/") + 1;
  for (const path of own) {
    while (!path.startsWith(first.slice(0, length))) length = first.lastIndexOf("/", length - 2) + 1;
  }
  /* All of it may be in one folder of the project, whose name says something. */
  const folder = first.slice(0, length);
  const sources = folder.lastIndexOf("/src/");
  return sources === -1 ? folder : folder.slice(0, sources + 1);
}

function fromPackage(path: string): string {
  const at = path.lastIndexOf(NODE_MODULES);
  return at === -1 ? path.replace(/^\/+/, "") : path.slice(at);
}
