/** The settings of a rule by sales as they stand in fields, and back. */
import type { Answer } from "#web/api/call.ts";

export type Settings = NonNullable<Answer<"getConversion">["view"]>["settings"];

export interface SettingsForm {
  /** In percent. */
  readonly floor: string;
  readonly ceiling: string;
  /** `YYYY-MM-DD`; empty: everything counts. */
  readonly since: string;
  readonly halfLifeDays: string;
  readonly perSource: boolean;
  readonly loadCurve: boolean;
  /** Manager key → leads a month; empty: nobody said. */
  readonly comfort: Readonly<Record<string, string>>;
}

/** Of the fields with a number in them; `comfort.KEY` of a manager. */
export type FieldName = "floor" | "ceiling" | "since" | "halfLifeDays" | `comfort.${string}`;

export function formOf(settings: Settings, lang: string): SettingsForm {
  const written = (value: number | null): string => {
    const text = value === null ? "" : String(Number(value.toFixed(4)));
    return lang === "ru" ? text.replace(".", ",") : text;
  };
  return {
    floor: written(100 * settings.floor),
    ceiling: written(settings.ceiling),
    since: settings.since ?? "",
    halfLifeDays: written(settings.halfLifeDays),
    perSource: settings.perSource,
    loadCurve: settings.loadCurve,
    comfort: Object.fromEntries(
      Object.entries(settings.comfort).map(([manager, comfort]) => [manager, written(comfort)]),
    ),
  };
}

/** What the fields mean; `wrong` are those that mean nothing. */
export function settingsFrom(form: SettingsForm): {
  readonly settings: Settings;
  readonly wrong: ReadonlySet<FieldName>;
} {
  const wrong = new Set<FieldName>();
  const number = (name: FieldName, text: string, isRight: (value: number) => boolean): number => {
    const value = Number(text.trim().replace(",", "."));
    if (text.trim() === "" || !isRight(value)) wrong.add(name);
    return value;
  };
  const optional = (...[name, text, isRight]: Parameters<typeof number>): number | null =>
    text.trim() === "" ? null : number(name, text, isRight);
  const settings: Settings = {
    floor: number("floor", form.floor, (value) => value >= 0 && value <= 100) / 100,
    ceiling: number("ceiling", form.ceiling, (value) => value >= 1 && value <= 100),
    since: form.since === "" ? null : form.since,
    halfLifeDays: optional("halfLifeDays", form.halfLifeDays, isDays),
    perSource: form.perSource,
    loadCurve: form.loadCurve,
    comfort: Object.fromEntries(
      Object.entries(form.comfort).map(([manager, text]) => [
        manager,
        optional(`comfort.${manager}`, text, (value) => value > 0 && value <= 1_000_000),
      ]),
    ),
  };
  return { settings, wrong };
}

const isDays = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 3_650;

export function isSame(one: Settings, other: Settings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
