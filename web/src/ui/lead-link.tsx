import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAccount } from "#web/app/account-context.ts";
import type { HistorySearch } from "#web/app/history-search.ts";
import { CrmLink } from "./crm-link.tsx";
import { leadTitle } from "./lead-title.ts";
import styles from "./ui.module.css";

interface Lead {
  readonly lead: string;
  readonly leadName: string;
  readonly leadUrl: string | null;
}

/** A lead's name; its row opens the decision, the arrow beside it the card in the CRM. */
export function LeadLink({
  lead,
  decision,
  search = {},
  id,
}: {
  readonly lead: Lead;
  readonly decision: number;
  readonly search?: HistorySearch;
  /** For whoever gives the focus back to this link. */
  readonly id?: string;
}): ReactNode {
  const { account } = useAccount();
  return (
    <>
      <Link
        className={styles["stretched"]}
        id={id}
        to="/a/$account/history/$id"
        params={{ account: account.id, id: String(decision) }}
        search={search}
      >
        {leadTitle(lead)}
      </Link>
      <CrmLink url={lead.leadUrl} lead={leadTitle(lead)} />
    </>
  );
}
