import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { rulesQuery, todayQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { type HeldSearch, heldSearch } from "#web/app/held-search.ts";
import styles from "./moves.module.css";

const typingPauseMs = 300;

/** Whose leads, of which rule, in which stage, begun with or not; kept in the address. */
export function HeldFilters({ search }: { readonly search: HeldSearch }): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const { data: today } = useQuery(todayQuery({ account: account.id, lang }));
  const { data: rules } = useQuery(rulesQuery({ account: account.id, lang }));
  const navigate = useNavigate();
  const show = (next: HeldSearch): void => {
    const { offset: _page, ...kept } = next;
    void navigate({
      to: "/a/$account/held",
      params: { account: account.id },
      search: heldSearch(kept),
      replace: true,
    });
  };
  const { untouched, ...others } = search;
  return (
    <search className={styles["filters"]}>
      <NativeSelect
        aria-label={t("history.filter.manager")}
        value={search.manager ?? ""}
        onChange={(event) => show({ ...search, manager: event.currentTarget.value })}
        data={[
          { value: "", label: t("history.filter.any_manager") },
          ...(today?.team ?? []).map(({ manager, name }) => ({ value: manager, label: name })),
        ]}
      />
      <NativeSelect
        aria-label={t("history.filter.rule")}
        value={search.rule ?? ""}
        onChange={(event) => show({ ...search, rule: event.currentTarget.value })}
        data={[
          { value: "", label: t("history.filter.any_rule") },
          ...(rules?.rules ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <StageSearch
        key={search.stage ?? ""}
        stage={search.stage ?? ""}
        onChange={(stage) => show({ ...search, stage })}
      />
      <label>
        <input
          type="checkbox"
          checked={untouched ?? false}
          onChange={() => show(untouched ? others : { ...others, untouched: true })}
        />
        {t("held.untouched")}
      </label>
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" onClick={() => show({})}>
          {t("history.clear")}
        </Button>
      )}
    </search>
  );
}

function StageSearch({
  stage,
  onChange,
}: {
  readonly stage: string;
  readonly onChange: (stage: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(stage);
  const settle = useDebouncedCallback(onChange, typingPauseMs);
  return (
    <TextInput
      type="search"
      aria-label={t("held.stageFilter")}
      placeholder={t("held.stageFilter")}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value.trim());
      }}
    />
  );
}
