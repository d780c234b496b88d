import type { ReactNode } from "react";
import type { Picked } from "#web/features/moves/use-picked.ts";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { LeadLink } from "#web/ui/lead-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { RowChoice } from "#web/ui/row-choice.tsx";
import styles from "./today.module.css";

/** A line's lead: the way to its decision, or its check box while leads are being chosen. */
export function LeadCell({
  lead,
  decision,
  picked,
}: {
  readonly lead: {
    readonly lead: string;
    readonly leadName: string;
    readonly leadUrl: string | null;
  };
  readonly decision: number;
  readonly picked: Picked | null;
}): ReactNode {
  const title = leadTitle(lead);
  return (
    <span className={styles["leadName"]}>
      {picked ? (
        <>
          <RowChoice isChosen={picked.has(lead.lead)} onToggle={() => picked.toggle(lead.lead)}>
            {title}
          </RowChoice>
          <CrmLink url={lead.leadUrl} lead={title} />
        </>
      ) : (
        <LeadLink lead={lead} decision={decision} />
      )}
    </span>
  );
}
