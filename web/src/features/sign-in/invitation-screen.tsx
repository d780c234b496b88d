import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call, type Request } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import { chooseLanguage, type Language, useLanguage } from "#web/text/i18n.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { FrontPage } from "./front-page.tsx";
import { passwordLengthMin } from "./password.ts";
import styles from "./sign-in.module.css";

/** Behind an invitation's link: who invites whom to what, then a sign-in of one's own. */
export function InvitationScreen(): ReactNode {
  const { code } = useParams({ from: "/invite/$code" });
  const query = useQuery({
    queryKey: ["invitation", code],
    queryFn: ({ signal }) => call("getInvitation", { params: { code }, signal }),
    retry: false,
  });
  return (
    <FrontPage>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
        {(invitation) =>
          invitation.needed ? <Accept code={code} invitation={invitation} /> : <Used />
        }
      </Loaded>
    </FrontPage>
  );
}

function Accept({
  code,
  invitation,
}: {
  readonly code: string;
  readonly invitation: Answer<"getInvitation">;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const accept = useAccept(code);
  const { name, accountName, role } = invitation;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    accept.mutate({ login, password, language });
  };
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <h1>{t("invitation.title", { name })}</h1>
      <p className={styles["lead"]}>
        {t("invitation.lead", { account: accountName, role: t(`role.${role}`) })}
      </p>
      {accept.error && <ProblemNotice error={accept.error} />}
      <TextInput
        label={t("signIn.login")}
        description={t("invitation.loginHint")}
        autoComplete="username"
        required
        withAsterisk={false}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("signIn.password")}
        description={t("setup.passwordHint", { count: passwordLengthMin })}
        minLength={passwordLengthMin}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("invitation.language")}
        value={language}
        onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
        data={[
          { value: "ru", label: "Русский" },
          { value: "en", label: "English" },
        ]}
      />
      <Button type="submit" loading={accept.isPending}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}

function Used(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["form"]}>
      <h1>{t("invitation.used")}</h1>
      <p className={styles["lead"]}>{t("invitation.usedHint")}</p>
      <p>
        <Link to="/sign-in">{t("action.signIn")}</Link>
      </p>
    </div>
  );
}

function useAccept(code: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NonNullable<Request<"acceptInvitation">["body"]>) =>
      call("acceptInvitation", { params: { code }, body }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: "/" });
    },
  });
}
