import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { conversionSharesQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { ShareChart } from "#web/drawn/share-chart.tsx";
import { exactPercent } from "#web/text/numbers.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";
import { csvOf, dayRows, download } from "./exported.ts";

const periods = ["hour", "day", 30, 90, 365] as const;
type Period = (typeof periods)[number];

/** How everybody's share has moved, as lines and as a table. */
export function SharesOverTime({
  view,
  now,
}: {
  readonly view: Shown["view"];
  readonly now: number;
}): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const { period = usualPeriod(view.since, now) } = useSearch({ from: "/a/$account/conversion" });
  const { rule, asOf, equal } = view;
  const query = useQuery(conversionSharesQuery(account.id, { rule, period, asOf }));
  return (
    <Section
      id="over-time"
      className={styles["part"]}
      title={t("conversion.overTime")}
      aside={
        <div className={styles["aside"]}>
          <nav className={styles["rules"]} aria-label={t("conversion.period")}>
            {periods.map((one) => (
              <Link
                key={one}
                to="/a/$account/conversion"
                params={{ account: account.id }}
                search={(search) => ({ ...search, period: one })}
                aria-current={one === period ? "true" : undefined}
                resetScroll={false}
              >
                {typeof one === "number"
                  ? t("conversion.days", { count: one })
                  : t(`conversion.span.${one}`)}
              </Link>
            ))}
          </nav>
          <Button
            variant="subtle"
            disabled={!query.data}
            onClick={() =>
              query.data &&
              download(
                `${rule} ${period}.csv`,
                csvOf(dayRows(query.data, t("conversion.csv.day")), lang),
              )
            }
          >
            {t("conversion.saveDays")}
          </Button>
        </div>
      }
    >
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {(answer) => (
          <>
            <ShareChart
              lines={answer.members}
              days={answer.days}
              equal={{ share: equal, label: t("conversion.equal") }}
              label={t("conversion.chart")}
              lang={lang}
            />
            <DaysTable answer={answer} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

const HOUR_MS = 3_600_000;

/** Long enough to show how shares have moved, and no longer than they have. */
function usualPeriod(since: number | null, now: number): Period {
  const sharing = since === null ? Number.POSITIVE_INFINITY : now - since;
  if (sharing < 2 * HOUR_MS) return "hour";
  return sharing < 48 * HOUR_MS ? "day" : 90;
}

/** The same in numbers, newest first: made only when somebody opens it. */
function DaysTable({ answer }: { readonly answer: Answer<"getConversionShares"> }): ReactNode {
  const { t } = useTranslation();
  const { lang } = useAccount();
  const [isOpen, open] = useState(false);
  const places = answer.days.map((_, place) => place).reverse();
  return (
    <details className={styles["asTable"]} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t("conversion.asTable")}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles["scroll"]} tabIndex={0} aria-label={t("conversion.chart")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("conversion.csv.day")}</th>
                {answer.members.map(({ manager, name }) => (
                  <th key={manager} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr key={answer.days[place]}>
                  <th scope="row">{answer.days[place]}</th>
                  {answer.members.map(({ manager, shares }) => {
                    const share = shares[place] ?? null;
                    return (
                      <td key={manager}>{share === null ? "—" : exactPercent(share, lang)}</td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
