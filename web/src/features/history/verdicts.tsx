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

/** Who could have received the lead, with how the decision moved what each is owed; then who could not. */
export function Verdicts({ members }: { readonly members: readonly Member[] }): ReactNode {
  const { t } = useTranslation();
  // By hand somebody may receive it who could not have by his turn.
  const isRival = ({ eligible, chosen }: Member): boolean => eligible || chosen;
  const rivals = members.filter(isRival).sort(byTurn);
  const others = members.filter((member) => !isRival(member));
  return (
    <>
      {rivals.length > 0 && <Rivals members={rivals} />}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h3 id="others">{t("why.others")}</h3>
          <ul className={styles["others"]} data-testid="others">
            {others.map((member) => (
              <li key={member.manager} data-verdict={member.verdict}>
                <Person manager={member.manager} name={member.name} />
                <p>{member.sentence}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Rivals({ members }: { readonly members: readonly Member[] }): ReactNode {
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
          <li key={member.manager} data-chosen={member.chosen} data-verdict={member.verdict}>
            <div className={styles["who"]}>
              <Person manager={member.manager} name={member.name} />
              <span>{percent(member.share, lang)}</span>
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

/** The chosen one first, then whoever had most to come. */
function byTurn(a: Member, b: Member): number {
  return Number(b.chosen) - Number(a.chosen) || b.before + b.credit - (a.before + a.credit);
}
