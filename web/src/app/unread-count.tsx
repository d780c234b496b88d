import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { noticesQuery } from "#web/api/queries.ts";
import { useLanguage } from "#web/text/i18n.ts";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./shell.module.css";

/** How many notices wait to be read; nothing where none do. */
export function UnreadCount({ account }: { readonly account: string }): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery(noticesQuery({ account, lang: useLanguage() }));
  if (!data || data.unread === 0) return null;
  return (
    <span className={styles["unread"]}>
      {data.unread}
      <Unseen> {t("shell.unread", { count: data.unread })}</Unseen>
    </span>
  );
}
