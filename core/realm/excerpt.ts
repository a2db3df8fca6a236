/** Characters of a label: a name, or the beginning of a source. */
const MAX_LENGTH = 60;

/** The beginning of a text on one line, of at most MAX_LENGTH characters, with "…" where it goes on. */
export function excerptOf(text: string): string {
  let excerpt = "";
  let length = 0;
  let isAfterBlank = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i];
    if (unit <= " ") {
      isAfterBlank = length > 0;
      continue;
    }
    if (length + (isAfterBlank ? 2 : 1) > MAX_LENGTH) return `${cutTo(excerpt, MAX_LENGTH - 1)}…`;
    if (isAfterBlank) {
      excerpt += " ";
      length++;
    }
    excerpt += unit;
    length++;
    isAfterBlank = false;
  }
  return excerpt;
}

function cutTo(text: string, length: number): string {
  let cut = "";
  for (let i = 0; i < length && i < text.length; i++) cut += text[i];
  return cut;
}
