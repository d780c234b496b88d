import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "#web/api/call.ts";
import { invitationsQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { shortDate } from "#web/time/words.ts";
import styles from "./team.module.css";

/** The last cells of a row whose person has an invitation: until when it works, and the way to end it. */
export function InvitationCells({
  invitation,
}: {
  readonly invitation: Answer<"listInvitations">["invitations"][number];
}): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const { account } = useAccount();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      call("revokeInvitation", { params: { account: account.id, invitation: invitation.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsQuery(account.id).queryKey }),
  });
  return (
    <>
      <td className={styles["none"]}>
        {t("team.invitedUntil", { time: shortDate(invitation.expiresAt, viewer) })}
      </td>
      <td>
        <button
          type="button"
          disabled={revoke.isPending}
          aria-label={t("team.revokeOf", { name: invitation.name })}
          onClick={() => revoke.mutate()}
        >
          {t("team.revoke")}
        </button>
      </td>
    </>
  );
}
