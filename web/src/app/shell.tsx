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
        {account && <Navigation account={account} user={session.user} />}
        <div className={styles["own"]}>
          <LanguageSwitch />
          <ViewerMenu session={session} account={account} />
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
  { to: "/a/$account/today", text: "nav.today" },
  { to: "/a/$account/history", text: "nav.history" },
  { to: "/a/$account/rules", text: "nav.rules" },
  { to: "/a/$account/conversion", text: "nav.conversion" },
  { to: "/a/$account/team", text: "nav.team" },
  { to: "/a/$account/configuration", text: "nav.configuration" },
] as const;
const own = { to: "/a/$account/me", text: "nav.me" } as const;
const mayLead = ["administrator", "head"];

/** The screens that are open to somebody; a manager has his own page only, and needs no way to it. */
function screensOf({ role, manager }: Session["user"]) {
  if (role === "manager") return [];
  const open = screens.filter(({ text }) => text !== "nav.team" || mayLead.includes(role));
  return manager === null ? open : [own, ...open];
}

function Navigation({
  account,
  user,
}: {
  readonly account: Account;
  readonly user: Session["user"];
}): ReactNode {
  const { t } = useTranslation();
  const open = screensOf(user);
  if (open.length === 0) return null;
  return (
    <nav className={styles["navigation"]} aria-label={t("nav.label")}>
      {open.map(({ to, text }) => (
        <Link key={to} to={to} params={{ account: account.id }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
