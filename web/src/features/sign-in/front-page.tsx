import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "#web/app/language-switch.tsx";
import { Wordmark } from "#web/app/wordmark.tsx";
import { WeekDays, WeekStrip } from "#web/drawn/week-strip.tsx";
import { minuteOfWeek, viewerZone } from "#web/time/civil.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import styles from "./sign-in.module.css";

const hour = 60;
const day = 24 * hour;
const weekdays = [0, 1, 2, 3, 4];

// Not anybody's hours: three usual rotas, so that the first screen shows what the product is about.
const rotas = [
  {
    text: "front.day",
    spans: weekdays.map((d) => ({ from: d * day + 9 * hour, to: d * day + 18 * hour })),
  },
  {
    text: "front.night",
    spans: weekdays.map((d) => ({ from: d * day + 18 * hour, to: (d + 1) * day + 9 * hour })),
  },
  {
    text: "front.weekend",
    spans: [5, 6].map((d) => ({ from: d * day + 9 * hour, to: d * day + 21 * hour })),
  },
] as const;

/** What stands before the door: the name, a form, and a week as the product draws it. */
export function FrontPage({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const nowMinute = minuteOfWeek(useDeviceNow(), viewerZone());
  return (
    <div className={styles["screen"]}>
      <header className={styles["top"]}>
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className={styles["middle"]}>
        {children}
        <section className={styles["day"]} aria-label={t("front.label")}>
          <WeekDays nowMinute={nowMinute} />
          {rotas.map(({ text, spans }) => (
            <WeekStrip key={text} label={t(text)} spans={spans} nowMinute={nowMinute} height={26} />
          ))}
          <p>{t("front.promise")}</p>
        </section>
      </main>
    </div>
  );
}
