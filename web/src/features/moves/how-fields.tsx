import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { rulesQuery, todayQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import styles from "./moves.module.css";
import type { MoveOrder } from "./selection.ts";

type How = MoveOrder["how"];

/** By the rules, by one of them, or to somebody named: nobody is until he is chosen. */
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
  const chosen: Readonly<Record<How["kind"], How>> = {
    rules: { kind: "rules" },
    rule: { kind: "rule", rule: "" },
    give: { kind: "give", to: "" },
  };
  return (
    <fieldset className={styles["how"]}>
      <legend>{t("moves.how")}</legend>
      {(["rules", "rule", "give"] as const).map((kind) => (
        <label key={kind}>
          <input
            type="radio"
            name="how"
            checked={how.kind === kind}
            onChange={() => onChange(chosen[kind])}
          />
          {t(`moves.by.${kind}`)}
        </label>
      ))}
      {how.kind === "rule" && (
        <NativeSelect
          aria-label={t("moves.whichRule")}
          data={[
            { value: "", label: t("moves.whichRule") },
            ...(listed?.rules ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={how.rule}
          onChange={(event) => onChange({ kind: "rule", rule: event.currentTarget.value })}
        />
      )}
      {how.kind === "give" && (
        <NativeSelect
          aria-label={t("moves.toWhom")}
          data={[
            { value: "", label: t("moves.toWhom") },
            ...(today?.team ?? []).map(({ manager, name }) => ({ value: manager, label: name })),
          ]}
          value={how.to}
          onChange={(event) => onChange({ kind: "give", to: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}
