/** Whether a module is meant, by its path as a snapshot shows it. */
export type PathFilter = (path: string) => boolean;

export function toPathFilter(include: readonly (string | RegExp)[], exclude: readonly (string | RegExp)[]): PathFilter {
  const included = include.map(toMatch);
  const excluded = exclude.map(toMatch);
  return (path) => included.some((matches) => matches(path)) && !excluded.some((matches) => matches(path));
}

function toMatch(pattern: string | RegExp): PathFilter {
  if (typeof pattern !== "string") {
    /* Without the flags that make a match depend on the one before. */
    const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
    return (path) => stateless.test(path);
  }
  const expression = globExpression(pattern.replace(/^\.\//, ""));
  return (path) => expression.test(path);
}

const TOKENS = /\*\*\/|\*\*|\*|\?|\{|\}|,|[^*?{},]+/g;

/** `**` is any number of folders, `*` and `?` stay within one; `{a,b}` is either. A folder alone, as `src` or `src/`, is all below it. */
function globExpression(glob: string): RegExp {
  let depth = 0;
  const body = glob.replace(/\/$/, "").replace(TOKENS, (token) => {
    switch (token) {
      case "**/":
        return "(?:.*/)?";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "{":
        depth++;
        return "(?:";
      case "}":
        depth--;
        return ")";
      case ",":
        return depth > 0 ? "|" : ",";
      default:
        return token.replace(/[.+^$()[\]|\\]/g, "\\$&");
    }
  });
  return new RegExp(`^${body}(?:/.*)?$`);
}
