import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Account, Session } from "./account-context.ts";
import styles from "./shell.module.css";

const connect = "+";

/** Which account is shown; where there is no other and none may be added, only its name. */
export function AccountSwitch({
  account,
  session,
}: {
  readonly account: Account;
  readonly session: Session;
}): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayConnect = session.user.role === "administrator";
  if (session.accounts.length === 1 && !mayConnect) {
    return <span className={styles["accountName"]}>{account.name}</span>;
  }
  const go = (id: string): void => {
    void (id === connect
      ? navigate({ to: "/start" })
      : navigate({ to: "/a/$account", params: { account: id } }));
  };
  return (
    <select
      className={styles["accountSwitch"]}
      aria-label={t("shell.account")}
      value={account.id}
      onChange={(event) => go(event.currentTarget.value)}
    >
      {session.accounts.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {mayConnect && <option value={connect}>{t("shell.connectAnother")}</option>}
    </select>
  );
}
