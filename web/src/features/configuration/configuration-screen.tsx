import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { configurationQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./configuration.module.css";
import { Editor } from "./editor.tsx";

/** The account's configuration as text: read it, change it, see the difference, apply it. */
export function ConfigurationScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.configuration"));
  const { account } = useAccount();
  const query = useQuery({
    ...configurationQuery(account.id),
    // A text being edited must not change under the hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("nav.configuration")}</h1>
        <p>{query.data && versionText(query.data.version, t)}</p>
      </header>
      <Loaded query={query} skeleton={<SkeletonRows rows={14} />}>
        {({ version, text }) => <Editor version={version} active={text} />}
      </Loaded>
    </>
  );
}

function versionText(version: number, t: TFunction): string {
  return version === 0 ? t("configuration.none") : t("configuration.version", { version });
}
