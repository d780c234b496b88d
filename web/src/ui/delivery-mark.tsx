import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";

type Delivery = Answer<"getToday">["feed"][number]["delivery"];

/** Has the CRM been told? A hollow ring: not yet; half: told; full: read back; a red bar: refused. */
export function DeliveryMark({ delivery }: { readonly delivery: Delivery }): ReactNode {
  const { t } = useTranslation();
  if (delivery === null) return null;
  const words = t(`delivery.${delivery}`);
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" role="img" aria-label={words}>
      <title>{words}</title>
      {delivery === "failed" ? (
        <path d="M6 0.5v7M6 9.5v2" stroke="var(--act)" strokeWidth="2.6" />
      ) : (
        <>
          <circle cx="6" cy="6" r="4.8" fill="none" stroke="var(--accent)" strokeWidth="1.4" />
          {delivery === "sent" && <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6Z" fill="var(--accent)" />}
          {delivery === "confirmed" && <circle cx="6" cy="6" r="4.8" fill="var(--accent)" />}
        </>
      )}
    </svg>
  );
}
