const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeHtml(words: string): string {
  return words.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}
