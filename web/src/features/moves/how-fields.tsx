import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { rulesQuery, todayQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import styles from "./moves.module.css";
import type { MoveOrder } from "./selection.ts";

type How = MoveOrder["how"];

/** By the rules, by one of them, or to somebody named. */
export function HowFields({
  how,
  onChange,
}: {
  readonly how: How;
  readonly onChange: (how: How) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const { data: today } = useQuery(todayQuery({ account: account.id, lang }));
  const { data: listed } = useQuery(rulesQuery({ account: account.id, lang }));
  const rules = (listed?.rules ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const team = (today?.team ?? []).map(({ manager, name }) => ({ value: manager, label: name }));
  const ways: readonly { readonly how: How | undefined; readonly kind: How["kind"] }[] = [
    { kind: "rules", how: { kind: "rules" } },
    { kind: "rule", how: rules[0] && { kind: "rule", rule: rules[0].value } },
    { kind: "give", how: team[0] && { kind: "give", to: team[0].value } },
  ];
  return (
    <fieldset className={styles["how"]}>
      <legend>{t("moves.how")}</legend>
      {ways.map(({ kind, how: first }) => (
        <label key={kind}>
          <input
            type="radio"
            name="how"
            checked={how.kind === kind}
            disabled={first === undefined}
            onChange={() => first && onChange(first)}
          />
          {t(`moves.by.${kind}`)}
        </label>
      ))}
      {how.kind === "rule" && (
        <NativeSelect
          aria-label={t("moves.whichRule")}
          data={rules}
          value={how.rule}
          onChange={(event) => onChange({ kind: "rule", rule: event.currentTarget.value })}
        />
      )}
      {how.kind === "give" && (
        <NativeSelect
          aria-label={t("moves.toWhom")}
          data={team}
          value={how.to}
          onChange={(event) => onChange({ kind: "give", to: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}
