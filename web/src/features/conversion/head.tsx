import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { ahead, moment } from "#web/time/words.ts";
import styles from "./conversion.module.css";
import type { Shown } from "./conversion-view.tsx";

/** What the rule has come to in a sentence, of when that is, and the way to other rules. */
export function Head({ answer }: { readonly answer: Shown }): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const { view, rules, now } = answer;
  const rule = rules.find(({ id }) => id === view.rule);
  const when = [
    view.asOf !== null &&
      view.hasSold &&
      t("conversion.asOf", { time: moment(view.asOf, now, viewer) }),
    view.nextAt === null
      ? rule?.method === "conversion" && t("conversion.atOnce")
      : t("conversion.nextAt", { time: ahead(view.nextAt, now, viewer) }),
    view.imported > 0 && t("conversion.imported", { count: view.imported }),
    rule && rule.mode !== "live" && t(`mode.${rule.mode}`),
  ].filter((part): part is string => typeof part === "string" && part !== "");
  return (
    <header className={styles["head"]}>
      <div className={styles["title"]}>
        <h1>{t("nav.conversion")}</h1>
        {rules.length > 1 ? (
          <Rules rules={rules} current={view.rule} />
        ) : (
          <p>
            {rule?.name} · {rule?.methodName}
          </p>
        )}
      </div>
      <p className={styles["headline"]} data-testid="sales-headline">
        {view.headline}
      </p>
      <p className={styles["when"]}>{when.join(" · ")}</p>
    </header>
  );
}

function Rules({
  rules,
  current,
}: {
  readonly rules: Shown["rules"];
  readonly current: string;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  return (
    <nav className={styles["rules"]} aria-label={t("conversion.rules")}>
      {rules.map(({ id, name, methodName }) => (
        <Link
          key={id}
          to="/a/$account/conversion"
          params={{ account: account.id }}
          search={{ rule: id }}
          aria-current={id === current ? "true" : undefined}
          title={methodName}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
