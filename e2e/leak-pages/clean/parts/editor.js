const KEYWORDS = new Set(Array.from({ length: 150 }, (_, i) => `keyword-${i}`));
const THEMES = { light: { paper: "#fff", ink: "#222" }, dark: { paper: "#222", ink: "#eee" } };

export function createEditor(content) {
  const area = document.createElement("textarea");
  area.value = content;
  area.style.background = THEMES.light.paper;
  document.body.append(area);
  return { close: () => area.remove(), isKeyword: (word) => KEYWORDS.has(word) };
}
