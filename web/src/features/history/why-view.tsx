import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useLeads, useZones } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { LeadPath } from "#web/drawn/lead-path.tsx";
import { MoveDialog } from "#web/features/moves/move-dialog.tsx";
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
          {decision.fromName && ` · ${t("history.from", { name: decision.fromName })}`}
          {decision.ruleName && ` · ${decision.ruleName}`}
        </p>
        <GiveToAnother decision={decision} />
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
      {why.bySales && decision.rule !== null && <ToConversion rule={decision.rule} />}
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

/** The way from shares that sales have made to where they are told. */
function ToConversion({ rule }: { readonly rule: string }): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  return (
    <p>
      <Link to="/a/$account/conversion" params={{ account: account.id }} search={{ rule }}>
        {t("conversion.open")}
      </Link>
    </p>
  );
}

/** One lead by hand, for who leads the account. */
function GiveToAnother({ decision }: { readonly decision: Why["decision"] }): ReactNode {
  const { t } = useTranslation();
  const mayLead = useLeads();
  const [isOpen, open] = useState(false);
  if (!mayLead) return null;
  return (
    <div className={styles["actions"]}>
      <Button variant="default" onClick={() => open(true)}>
        {t("moves.give")}
      </Button>
      {isOpen && (
        <MoveDialog
          selection={{ kind: "leads", leads: [decision.lead] }}
          title={t("moves.one", { lead: leadTitle(decision) })}
          first="give"
          onClose={() => open(false)}
        />
      )}
    </div>
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
