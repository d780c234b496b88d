import { useDocumentTitle } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useAccount } from "./account-context.ts";

/** Names the browser's tab after the screen and the account: people keep several open. */
export function usePageTitle(screen: string): void {
  const { t } = useTranslation();
  const { account } = useAccount();
  useDocumentTitle(`${screen} · ${account.name} · ${t("product")}`);
}
