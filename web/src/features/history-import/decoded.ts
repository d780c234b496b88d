/**
 * The text of a file as a spreadsheet or a CRM has saved it: UTF-8, or what it can only be where it is
 * none, the Russian code page of Windows.
 */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
