/** The lead's card; null for leads that no CRM has. */
export function leadUrl(crmAddress: string | null, lead: string): string | null {
  return crmAddress && `${crmAddress}/leads/detail/${encodeURIComponent(lead)}`;
}
