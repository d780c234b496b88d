import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ui.module.css";

/** The way from a line to the lead's card in the CRM. */
export function CrmLink({
  url,
  lead,
}: {
  readonly url: string | null;
  readonly lead: string;
}): ReactNode {
  const { t } = useTranslation();
  if (url === null) return null;
  const words = t("lead.openInCrm", { lead });
  return (
    <a
      className={styles["outward"]}
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={words}
      title={words}
    >
      ↗
    </a>
  );
}
