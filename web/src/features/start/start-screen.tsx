import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import { Shell } from "#web/app/shell.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./start.module.css";
import { withScheme } from "./with-scheme.ts";

/** The first steps of an account: connect the CRM here, then import the rules on the next screen. */
export function StartScreen(): ReactNode {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  return (
    <Shell session={session}>
      <div className={styles["start"]}>
        <h1>{t("start.title")}</h1>
        <ol className={styles["steps"]}>
          <li aria-current="step">{t("start.stepConnect")}</li>
          <li>{t("start.stepRules")}</li>
          <li>{t("start.stepWatch")}</li>
        </ol>
        {session.user.role === "administrator" ? (
          <ConnectForm />
        ) : (
          <EmptyState title={t("start.noAccount")}>{t("start.askAdministrator")}</EmptyState>
        )}
      </div>
    </Shell>
  );
}

function ConnectForm(): ReactNode {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const [token, setToken] = useState("");
  const connect = useConnect();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    connect.mutate({ address: withScheme(address), token: token.trim() });
  };
  return (
    <form className={styles["form"]} onSubmit={submit}>
      {connect.error && <ProblemNotice error={connect.error} />}
      <TextInput
        label={t("start.address")}
        description={t("start.addressHint")}
        placeholder="https://example.amocrm.ru"
        inputMode="url"
        autoComplete="off"
        required
        withAsterisk={false}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("start.token")}
        description={t("start.tokenHint")}
        autoComplete="off"
        required
        withAsterisk={false}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={connect.isPending}>
          {t("start.connect")}
        </Button>
      </div>
      <p className={styles["promise"]}>{t("start.promise")}</p>
    </form>
  );
}

function useConnect() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { readonly address: string; readonly token: string }) =>
      call("connectAccount", { body }),
    onSuccess: async (account) => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: "/a/$account/configuration", params: { account: account.id } });
    },
  });
}
