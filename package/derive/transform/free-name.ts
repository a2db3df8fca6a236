/** `wish`, or the same with a number, so that no identifier of the code begins with it. */
export function freeName(code: string, wish: string): string {
  const text = code.includes("\\u") ? withoutEscapes(code) : code;
  for (let number = 0; ; number++) {
    const name = number === 0 ? wish : `${wish}${number}_`;
    if (!text.includes(name)) return name;
  }
}

/** An identifier may be spelled with escapes: `\u0024a` is `$a`. */
function withoutEscapes(code: string): string {
  return code.replace(/\\u(?:\{0*([\da-f]{1,6})\}|([\da-f]{4}))/gi, (escaped, braced?: string, plain?: string) => {
    const codePoint = Number.parseInt(braced ?? plain ?? "", 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : escaped;
  });
}
