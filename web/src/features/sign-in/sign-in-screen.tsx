import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { FrontPage } from "./front-page.tsx";
import { ownPath } from "./own-path.ts";
import styles from "./sign-in.module.css";

/** Signs in and goes on to where one wanted to go. */
export function SignInScreen(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/sign-in" });
  const client = useQueryClient();
  const router = useRouter();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => call("signIn", { body: { login, password } }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      router.history.push(ownPath(next));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <FrontPage>
      <form className={styles["form"]} onSubmit={submit}>
        <h1>{t("signIn.title")}</h1>
        {signIn.error && <ProblemNotice error={signIn.error} />}
        <TextInput
          label={t("signIn.login")}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t("action.signIn")}
        </Button>
      </form>
    </FrontPage>
  );
}
