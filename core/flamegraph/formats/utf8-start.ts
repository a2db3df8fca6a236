const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Where the content of a UTF-8 file begins: after the byte order mark, if there is one. */
export function utf8Start(bytes: Uint8Array): number {
  for (let i = 0; i < BYTE_ORDER_MARK.length; i++) if (bytes[i] !== BYTE_ORDER_MARK[i]) return 0;
  return BYTE_ORDER_MARK.length;
}
