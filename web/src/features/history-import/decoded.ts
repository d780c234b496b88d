/**
 * The text of a file as a spreadsheet or a CRM has saved it: UTF-8, UTF-16 where its mark says so, as
 * Excel's «Unicode text» is, or what it can only be where it is neither, the Russian code page of
 * Windows. No text has the character NUL: a file that has it is something else, and is told so.
 */
export function decoded(bytes: ArrayBuffer): string {
  return textIn(bytes).replaceAll("\0", "\uFFFD");
}

function textIn(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
