import path from "node:path";

const NODE_MODULES = "node_modules/";

/**
 * The path of a module as a snapshot shows it: from the project's root, with `/` on all systems, without query and without what marks a module as virtual. Of a dependency it is the path from
 * `node_modules` on, wherever that folder lies: `node_modules/react-dom/cjs/react-dom.development.js`. `undefined` for an id without a name.
 */
export function modulePath(id: string, root: string): string | undefined {
  const bare = withoutMarks(id);
  if (bare === "") return undefined;
  const isAbsolute = path.posix.isAbsolute(bare) || path.win32.isAbsolute(bare);
  const fromRoot = isAbsolute ? slashed(path.relative(root, bare)) : slashed(path.posix.normalize(bare));
  return fromPackages(fromRoot);
}

/** `\0/app/x.js?commonjs-module` is a part of `/app/x.js`; `file:` stands before ids of some hosts. */
function withoutMarks(id: string): string {
  const name = id.replaceAll("\0", "").replace(/^file:\/\//, "");
  const query = name.indexOf("?");
  return slashed(query > 0 ? name.slice(0, query) : name);
}

function slashed(name: string): string {
  return name.replaceAll("\\", "/");
}

/** pnpm and its kin keep packages below a folder of their own: `node_modules/.pnpm/react@19.0.0/node_modules/react/index.js`. */
function fromPackages(name: string): string {
  let rest = name;
  for (;;) {
    const at = `/${rest}`.indexOf(`/${NODE_MODULES}`);
    if (at === -1) return rest;
    rest = rest.slice(at);
    const next = `/${rest.slice(NODE_MODULES.length)}`.indexOf(`/${NODE_MODULES}`);
    if (rest[NODE_MODULES.length] !== "." || next === -1) return rest;
    rest = rest.slice(NODE_MODULES.length + next);
  }
}
