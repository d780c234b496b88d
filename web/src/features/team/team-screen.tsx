import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { invitationsQuery, todayQuery, usersQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { usePageTitle } from "#web/app/use-page-title.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import { AvailabilityLog } from "./availability-log.tsx";
import { InviteDialog, type Invited } from "./invite-dialog.tsx";
import { ManagerTable } from "./manager-table.tsx";
import { Others } from "./others.tsx";
import { type Person, PersonDialog } from "./person-dialog.tsx";
import { seatsOf } from "./seats.ts";
import styles from "./team.module.css";

/** What stands in front of the screen: one thing at a time. */
export type Front =
  | { readonly kind: "invite"; readonly invited: Invited }
  | { readonly kind: "person"; readonly person: Person }
  | { readonly kind: "log"; readonly manager: string; readonly name: string };

/** Who may sign in: managers with their own page, and those who lead and watch. */
export function TeamScreen(): ReactNode {
  const { t } = useTranslation();
  usePageTitle(t("nav.team"));
  const { account, lang } = useAccount();
  const [front, show] = useState<Front | null>(null);
  const today = useQuery(todayQuery({ account: account.id, lang }));
  const users = useQuery(usersQuery);
  const invitations = useQuery(invitationsQuery(account.id));
  const close = (): void => show(null);
  return (
    <>
      <header className={styles["head"]}>
        <h1>{t("nav.team")}</h1>
        <Button
          variant="default"
          onClick={() => show({ kind: "invite", invited: { manager: null, name: "" } })}
        >
          {t("team.inviteOther")}
        </Button>
      </header>
      <Loaded query={today} skeleton={<SkeletonRows rows={10} />}>
        {({ team, now }) => (
          <Loaded query={users} skeleton={<SkeletonRows rows={4} />}>
            {({ users: people }) => {
              const open = invitations.data?.invitations ?? [];
              const seats = seatsOf({ account: account.id, team, people, invitations: open });
              return (
                <div className={styles["parts"]}>
                  <ManagerTable seats={seats.managers} now={now} onShow={show} />
                  <Others seats={seats.others} onShow={show} />
                </div>
              );
            }}
          </Loaded>
        )}
      </Loaded>
      {front?.kind === "invite" && <InviteDialog invited={front.invited} onClose={close} />}
      {front?.kind === "person" && <PersonDialog person={front.person} onClose={close} />}
      {front?.kind === "log" && (
        <AvailabilityLog manager={front.manager} name={front.name} onClose={close} />
      )}
    </>
  );
}
