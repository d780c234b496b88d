/** People copy addresses without their scheme: `example.amocrm.ru` means https. */
export function withScheme(address: string): string {
  const trimmed = address.trim();
  return /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}
