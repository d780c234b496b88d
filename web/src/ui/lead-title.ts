/** A lead's name, or its number where it has none. */
export function leadTitle(line: { readonly lead: string; readonly leadName: string }): string {
  return line.leadName || `№ ${line.lead}`;
}
