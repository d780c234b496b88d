import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { LeadPath } from "#web/drawn/lead-path.tsx";
import { useDeviceNow } from "#web/time/use-now.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import { Chain } from "./chain.tsx";
import { Verdicts } from "./verdicts.tsx";
import styles from "./why.module.css";
import { WhyNot } from "./why-not.tsx";

type Why = Answer<"explainDecision">;

/** One decision from its sentence down to its hash. */
export function WhyView({
  why,
  search,
}: {
  readonly why: Why;
  readonly search: HistorySearch;
}): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const now = useDeviceNow();
  const { decision } = why;
  return (
    <>
      <header className={styles["head"]}>
        <div className={styles["which"]}>
          <p>
            <Moment at={decision.at} now={now} zones={zones} />
            {zones.account && ` ${zones.account.name}`} · {leadTitle(decision)}
          </p>
          <CrmLink url={decision.leadUrl} lead={leadTitle(decision)} />
        </div>
        <h2 data-testid="headline">{why.headline}</h2>
        <p>
          {t(`cause.${decision.cause}`)}
          {decision.ruleName && ` · ${decision.ruleName}`}
        </p>
      </header>
      <LeadPath
        path={why.path}
        isDelivered={decision.kind === "assigned" || decision.kind === "waiting"}
        place={zones.viewer}
      />
      {why.path.error && (
        <p className={styles["error"]} role="alert">
          {t("why.crmError", { error: why.path.error })}
        </p>
      )}
      {why.members.length > 0 && <Verdicts members={why.members} />}
      <WhyNot key={decision.id} decision={decision.id} others={why.others} />
      <Rules rules={why.rules} />
      <Facts facts={why.facts} />
      <Chain lines={why.chain} current={decision.id} search={search} />
      <footer className={styles["foot"]}>
        <p>{t("why.configuration", { version: why.configurationVersion, id: decision.id })}</p>
        <code title={t("why.hash")}>{why.hash}</code>
      </footer>
    </>
  );
}

function Rules({ rules }: { readonly rules: Why["rules"] }): ReactNode {
  const { t } = useTranslation();
  if (rules.length === 0) return null;
  return (
    <section aria-labelledby="tried">
      <h3 id="tried">{t("why.rules")}</h3>
      <ol className={styles["rules"]}>
        {rules.map(({ rule, name, took, sentence }) => (
          <li key={rule} data-took={took}>
            <span>{name}</span>
            <span>{sentence}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ facts }: { readonly facts: Why["facts"] }): ReactNode {
  const { t } = useTranslation();
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="facts">
      <h3 id="facts">{t("why.facts")}</h3>
      <dl className={styles["facts"]}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
