import type { Today } from "#api/contract/today.ts";
import type { Language } from "#core/explain/language.ts";
import type { Account } from "#store/accounts.ts";

type Warning = Today["warnings"][number];

const sentences = {
  not_configured: {
    ru: "Шаблонов ещё нет: сделки ждут. Импортируйте конфигурацию.",
    en: "There are no rules yet, so leads wait. Import a configuration.",
  },
  crm_attention: {
    ru: "CRM отвечает с ошибкой. Проверьте подключение аккаунта",
    en: "The CRM answers with an error. Check the account's connection",
  },
  public_address_missing: {
    ru: "CRM не может сообщать о новых сделках сразу: задайте публичный адрес сервиса в SMENA_URL. Пока сделки находит опрос раз в минуту.",
    en: "The CRM cannot report new leads at once: give the service's public address as SMENA_URL. Until then leads are found by asking once a minute.",
  },
} as const;

/**
 * What somebody must see to, most pressing first.
 *
 * @param isHooked the CRM can reach us with its events
 */
export function warnings(
  account: Account,
  { isHooked, lang }: { readonly isHooked: boolean; readonly lang: Language },
): Warning[] {
  const told: Warning[] = [];
  const tell = (code: keyof typeof sentences, detail = "") =>
    told.push({ code, sentence: sentences[code][lang] + detail });
  if (account.attention !== null) tell("crm_attention", `: ${account.attention}`);
  if (account.configurationVersion === 0) tell("not_configured");
  if (account.crmAddress !== null && !isHooked) tell("public_address_missing");
  return told;
}
