import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "#web/api/call.ts";
import { invitationsQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { shortDate } from "#web/time/words.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { NameField } from "./name-field.tsx";
import styles from "./team.module.css";

/** Whom the dialog begins with; without a manager it is somebody who leads or watches. */
export interface Invited {
  readonly manager: string | null;
  readonly name: string;
}

/** Makes an invitation and shows its link, which the service tells only once. */
export function InviteDialog({
  invited,
  onClose,
}: {
  readonly invited: Invited;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState(invited.name);
  const [role, setRole] = useState<"head" | "observer">("head");
  const invite = useInvite();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { manager } = invited;
    invite.mutate(manager === null ? { role, name } : { role: "manager", manager, name });
  };
  return (
    <Dialog title={t("team.inviteTitle")} onClose={onClose}>
      {invite.data ? (
        <InvitationLink invitation={invite.data} onClose={onClose} />
      ) : (
        <form className={styles["form"]} onSubmit={submit}>
          {invite.error && <ProblemNotice error={invite.error} />}
          <NameField name={name} onChange={setName} />
          {invited.manager === null && (
            <NativeSelect
              label={t("team.role")}
              description={t(`role.hint.${role}`)}
              value={role}
              onChange={(event) =>
                setRole(event.currentTarget.value === "head" ? "head" : "observer")
              }
              data={[
                { value: "head", label: t("role.head") },
                { value: "observer", label: t("role.observer") },
              ]}
            />
          )}
          <div className={styles["actions"]}>
            <Button type="submit" loading={invite.isPending}>
              {t("team.makeLink")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function InvitationLink({
  invitation,
  onClose,
}: {
  readonly invitation: Answer<"invite">;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const clipboard = useClipboard({ timeout: 4_000 });
  return (
    <div className={styles["form"]}>
      <p>{t("team.sendLink", { date: shortDate(invitation.expiresAt, viewer) })}</p>
      <TextInput
        readOnly
        aria-label={t("team.link")}
        value={invitation.url}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles["actions"]} aria-live="polite">
        <Button onClick={() => clipboard.copy(invitation.url)}>
          {clipboard.copied ? t("team.copied") : t("team.copy")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("action.close")}
        </Button>
      </div>
      {clipboard.error && <p className={styles["none"]}>{t("team.copyByHand")}</p>}
    </div>
  );
}

type Body =
  | { readonly role: "manager"; readonly manager: string; readonly name: string }
  | { readonly role: "head" | "observer"; readonly name: string };

function useInvite() {
  const client = useQueryClient();
  const { account } = useAccount();
  return useMutation({
    mutationFn: (body: Body) => call("invite", { params: { account: account.id }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsQuery(account.id).queryKey }),
  });
}
