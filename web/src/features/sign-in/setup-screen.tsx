import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery, setupQuery } from "#web/api/queries.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { FrontPage } from "./front-page.tsx";
import { passwordLengthMin } from "./password.ts";
import styles from "./sign-in.module.css";

/** First run: creates the administrator. Only who has the service's printed link may. */
export function SetupScreen(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { code = "" } = useSearch({ from: "/setup" });
  const [form, setForm] = useState({ code, name: "", login: "", password: "" });
  const create = useCreate();
  const field = (name: keyof typeof form) => ({
    label: t(`setup.${name}`),
    required: true,
    withAsterisk: false,
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }): void => {
      const { value } = event.currentTarget;
      setForm((known) => ({ ...known, [name]: value }));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({ ...form, language });
  };
  return (
    <FrontPage>
      <form className={styles["form"]} onSubmit={submit}>
        <h1>{t("setup.title")}</h1>
        <p className={styles["lead"]}>{t("setup.lead")}</p>
        {create.error && <ProblemNotice error={create.error} />}
        {code === "" && <TextInput {...field("code")} description={t("setup.codeHint")} />}
        <TextInput {...field("name")} autoComplete="name" />
        <TextInput {...field("login")} autoComplete="username" />
        <PasswordInput
          {...field("password")}
          description={t("setup.passwordHint", { count: passwordLengthMin })}
          minLength={passwordLengthMin}
          autoComplete="new-password"
        />
        <Button type="submit" loading={create.isPending}>
          {t("setup.create")}
        </Button>
      </form>
    </FrontPage>
  );
}

interface Administrator {
  readonly code: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly language: "ru" | "en";
}

function useCreate() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Administrator) => call("createSetup", { body }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      client.setQueryData(setupQuery.queryKey, { needed: false });
      void navigate({ to: "/" });
    },
  });
}
