import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZonesBeside } from "#web/app/account-context.ts";
import { LeadDots } from "#web/drawn/lead-dots.tsx";
import { CrmLink } from "#web/ui/crm-link.tsx";
import { leadTitle } from "#web/ui/lead-title.ts";
import { Moment } from "#web/ui/moment.tsx";
import type { MyLead } from "./lead-groups.ts";
import styles from "./my-page.module.css";
import type { Here } from "./my-page-view.tsx";

/** A lead that asks for nothing: when it came, its way so far, why it is his. */
export function LeadLine({ lead, page, now }: Here & { readonly lead: MyLead }): ReactNode {
  const { t } = useTranslation();
  const zones = useZonesBeside(page.timeZone);
  return (
    <li>
      <Moment at={lead.at} now={now} zones={zones} />
      <span className={styles["name"]}>
        <span>{leadTitle(lead)}</span>
        <CrmLink url={lead.leadUrl} lead={leadTitle(lead)} />
      </span>
      <LeadDots
        done={lead.closed ? 3 : 2}
        label={lead.closed ? t("me.path.closed") : t("me.path.taken")}
      />
      <p className={styles["why"]}>{lead.sentence}</p>
    </li>
  );
}
