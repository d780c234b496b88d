import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { scaleOf } from "#web/drawn/balance.ts";
import { BalanceBar } from "#web/drawn/balance-bar.tsx";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { useLanguage } from "#web/text/i18n.ts";
import { percent, signed } from "#web/text/numbers.ts";
import styles from "./why.module.css";

type Member = Answer<"explainDecision">["members"][number];

/** Every member with his verdict in words, and how the decision moved what he is owed. */
export function Verdicts({ members }: { readonly members: readonly Member[] }): ReactNode {
  const { t } = useTranslation();
  const lang = useLanguage();
  const scale = scaleOf(members.flatMap(({ before, after }) => [before, after]));
  return (
    <section aria-labelledby="verdicts">
      <div className={styles["verdictHead"]}>
        <h3 id="verdicts">{t("why.members")}</h3>
        <p>{t("why.axis")}</p>
      </div>
      <ul className={styles["verdicts"]} data-testid="verdicts">
        {members.map((member) => (
          <li
            key={member.manager}
            data-chosen={member.chosen}
            data-eligible={member.eligible}
            data-verdict={member.verdict}
          >
            <div className={styles["who"]}>
              <Person manager={member.manager} name={member.name} />
              {member.eligible && <span>{percent(member.share, lang)}</span>}
            </div>
            <BalanceBar
              label={t("why.balance")}
              scale={scale}
              before={member.before}
              after={member.after}
              colour={managerColour(member.manager)}
            />
            <div className={styles["numbers"]}>
              {signed(member.before, lang)} → {signed(member.after, lang)}
            </div>
            <p className={styles["sentence"]}>{member.sentence}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
