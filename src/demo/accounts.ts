/**
 * The two customers of the demo: their configuration as they would write it, the CRM account that
 * the sandbox plays for them, and how their leads come in.
 */
import { readFileSync } from "node:fs";
import type { PastOptions } from "#sandbox/past.ts";
import type { AccountSeed } from "#sandbox/seed.ts";
import type { StaffOptions } from "#sandbox/staff.ts";
import type { TrafficOptions } from "#sandbox/traffic.ts";

export interface DemoAccount {
  readonly seed: AccountSeed;
  /** The account's configuration as YAML. */
  readonly configuration: string;
  readonly traffic: Pick<TrafficOptions, "perMinute" | "profile">;
  readonly staff: Pick<StaffOptions, "takeMs" | "closeMs" | "missed">;
  /** What it did before it was connected, and the rule whose book that fills; null: nothing. */
  readonly past:
    | (Pick<PastOptions, "months" | "perMonth" | "profile"> & { readonly rule: string })
    | null;
}

const text = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

/** Latin spelling of the names, for the e-mail addresses by which configurations name CRM users. */
const addresses: Readonly<Record<string, string>> = {
  Анна: "anna",
  Борис: "boris",
  Вера: "vera",
  Глеб: "gleb",
  Дарья: "darya",
  Егор: "egor",
  Жанна: "zhanna",
  Захар: "zakhar",
  Ирина: "irina",
  Кирилл: "kirill",
  Лариса: "larisa",
  Максим: "maxim",
  Марина: "marina",
  Надежда: "nadezhda",
  Наталья: "natalya",
  Олег: "oleg",
  Урсула: "ursula",
};

const usersOf = (names: readonly string[], domain: string) =>
  names.map((name) => ({ name, email: `${addresses[name]}@${domain}`, group: "Продажи" }));

const cosmetics: DemoAccount = {
  seed: {
    subdomain: "cosmetics",
    name: "Косметика",
    timezone: "Asia/Tomsk",
    groups: ["Продажи"],
    users: [
      { name: "Руководитель", email: "head@cosmetics.example", admin: true },
      ...usersOf(["Урсула", "Надежда", "Марина"], "cosmetics.example"),
    ],
    pipelines: [
      { name: "Продажи", main: true, stages: ["Первичный контакт", "Подбор", "Счёт выставлен"] },
      { name: "Служба безопасности", stages: ["Проверка", "Ответ клиенту"] },
    ],
  },
  configuration: text("./cosmetics.yaml"),
  traffic: { perMinute: 12, profile: "cosmetics" },
  staff: { takeMs: 60_000, closeMs: 15 * 60_000, missed: 0.1 },
  past: null,
};

const school: DemoAccount = {
  seed: {
    subdomain: "school",
    name: "Школа английского",
    timezone: "Europe/Moscow",
    groups: ["Продажи"],
    users: [
      { name: "Директор", email: "director@school.example", admin: true },
      ...usersOf(
        Object.keys(addresses).filter((name) => !["Марина", "Надежда", "Урсула"].includes(name)),
        "school.example",
      ),
    ],
    pipelines: [{ name: "Пробный урок", main: true, stages: ["Новая", "Урок назначен", "Думает"] }],
  },
  configuration: text("./school.yaml"),
  traffic: { perMinute: 60, profile: "school" },
  staff: { takeMs: 40_000, closeMs: 6 * 60_000, missed: 0.05 },
  past: { months: 6, perMonth: 500, profile: "school", rule: "Заявки на пробный урок" },
};

/** Who can sign in as a manager, to see what a manager sees: he works by day and shares with others. */
export const demoManager = { login: "nadezhda", name: "Надежда", key: "Надежда", of: "cosmetics" };

/** The school comes first: its managers are on shift at any hour, so something always happens there. */
export const demoAccounts: readonly DemoAccount[] = [school, cosmetics];
