import type { Language } from "#web/text/i18n.ts";

const ru = `version: 1
account:
  name: Мой отдел продаж
  timezone: Europe/Moscow
managers:
  Анна: { crm: anna@example.ru, schedule: office }
  Борис: { crm: boris@example.ru, schedule: office }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
rules:
  - name: Все заявки
    method: in_turn
    members: [Анна, Борис]
`;

const en = `version: 1
account:
  name: My sales team
  timezone: Europe/London
managers:
  Anna: { crm: anna@example.com, schedule: office }
  Ben: { crm: ben@example.com, schedule: office }
schedules:
  office: { weekly: { mon-fri: "09:00-18:00" } }
rules:
  - name: All leads
    method: in_turn
    members: [Anna, Ben]
`;

/** A smallest whole configuration to begin with: two people, office hours, in turn. */
export function exampleOf(language: Language): string {
  return language === "ru" ? ru : en;
}
