import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Connection } from "#web/api/live.ts";
import type { Account, Session } from "./account-context.ts";
import { AccountSwitch } from "./account-switch.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import styles from "./shell.module.css";
import { ViewerMenu } from "./viewer-menu.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The frame of every screen: name, account, navigation, language, own menu. */
export function Shell({
  session,
  account,
  connection = "live",
  children,
}: {
  readonly session: Session;
  readonly account?: Account;
  readonly connection?: Connection;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["frame"]}>
      <a className={styles["skip"]} href="#content">
        {t("shell.skip")}
      </a>
      <header className={styles["header"]}>
        <Link to="/" className={styles["home"]}>
          <Wordmark />
        </Link>
        {account && <AccountSwitch account={account} session={session} />}
        {account && <Navigation account={account} role={session.user.role} />}
        <div className={styles["own"]}>
          <LanguageSwitch />
          <ViewerMenu session={session} />
        </div>
      </header>
      <div role="status" className={styles["connection"]}>
        {connection === "lost" && <p>{t("shell.connectionLost")}</p>}
      </div>
      <main id="content" className={styles["page"]} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const screens = [
  { to: "/a/$account/today", text: "nav.today", roles: ["administrator", "head", "observer"] },
  { to: "/a/$account/history", text: "nav.history", roles: ["administrator", "head", "observer"] },
  { to: "/a/$account/rules", text: "nav.rules", roles: ["administrator", "head", "observer"] },
  {
    to: "/a/$account/configuration",
    text: "nav.configuration",
    roles: ["administrator", "head", "observer"],
  },
] as const;

function Navigation({
  account,
  role,
}: {
  readonly account: Account;
  readonly role: Session["user"]["role"];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <nav className={styles["navigation"]} aria-label={t("nav.label")}>
      {screens
        .filter(({ roles }) => roles.some((allowed) => allowed === role))
        .map(({ to, text }) => (
          <Link key={to} to={to} params={{ account: account.id }}>
            {t(text)}
          </Link>
        ))}
    </nav>
  );
}
