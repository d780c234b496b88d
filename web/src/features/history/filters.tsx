import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { rulesQuery, todayQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { type HistorySearch, historySearch } from "#web/app/history-search.ts";
import styles from "./history.module.css";
import { isNarrowed } from "./period.ts";

const kinds = ["assigned", "waiting", "unmatched", "left"] as const;
const typingPauseMs = 300;

/** What is shown, kept in the address so that it can be sent to a colleague. */
export function Filters({ search }: { readonly search: HistorySearch }): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const { data: today } = useQuery(todayQuery({ account: account.id, lang }));
  const { data: rules } = useQuery(rulesQuery({ account: account.id, lang }));
  const navigate = useNavigate();
  const change = (name: keyof HistorySearch, value: string): void => {
    const { before: _page, ...kept } = search;
    void navigate({
      to: "/a/$account/history",
      params: { account: account.id },
      search: historySearch({ ...kept, [name]: value }),
      replace: true,
    });
  };
  const choice = (name: "manager" | "rule" | "kind", options: readonly Option[]) => (
    <NativeSelect
      aria-label={t(`history.filter.${name}`)}
      value={search[name] ?? ""}
      onChange={(event) => change(name, event.currentTarget.value)}
      data={[{ value: "", label: t(`history.filter.any_${name}`) }, ...options]}
    />
  );
  const date = (name: "from" | "to") => (
    <TextInput
      type="date"
      aria-label={t(`history.filter.${name}`)}
      value={search[name] ?? ""}
      onChange={(event) => change(name, event.currentTarget.value)}
    />
  );
  return (
    <search className={styles["filters"]}>
      <LeadSearch key={search.lead ?? ""} value={search.lead ?? ""} onChange={change} />
      {choice(
        "manager",
        (today?.team ?? []).map(({ manager, name }) => ({ value: manager, label: name })),
      )}
      {choice(
        "rule",
        (rules?.rules ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice(
        "kind",
        kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
      )}
      <span className={styles["period"]}>
        {date("from")}
        <span aria-hidden="true">–</span>
        {date("to")}
      </span>
      {isNarrowed(search) && (
        <Button
          variant="subtle"
          onClick={() =>
            void navigate({
              to: "/a/$account/history",
              params: { account: account.id },
              search: {},
            })
          }
        >
          {t("history.clear")}
        </Button>
      )}
    </search>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function LeadSearch({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (name: "lead", value: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const settle = useDebouncedCallback((text: string) => onChange("lead", text), typingPauseMs);
  return (
    <TextInput
      type="search"
      aria-label={t("history.filter.lead")}
      placeholder={t("history.filter.lead")}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value.trim());
      }}
    />
  );
}
