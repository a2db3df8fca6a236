/** Selectors of the rules of a stylesheet, each once. Those in an at-rule begin with the words of it. */
export function selectorsOf(css: string): ReadonlySet<string> {
  const selectors = new Set<string>();
  const around: string[] = [];
  for (const [, words, end] of css.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{};]*)([{};])/g)) {
    if (end === "}") around.pop();
    if (end !== "{") continue;
    const prelude = words.replace(/\s+/g, " ").trim();
    if (!prelude.startsWith("@") && !around.some(isKeyframes))
      for (const selector of prelude.split(/,(?![^(]*\))/)) selectors.add([...around, selector.trim()].join(" "));
    around.push(prelude);
  }
  return selectors;
}

function isKeyframes(prelude: string): boolean {
  return prelude.startsWith("@keyframes");
}
