import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call, type Request } from "#web/api/call.ts";
import { usersQuery } from "#web/api/queries.ts";
import { useAccount } from "#web/app/account-context.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import { NameField } from "./name-field.tsx";
import styles from "./team.module.css";

export type Person = Answer<"listUsers">["users"][number];
const roles = ["administrator", "head", "observer", "manager"] as const;

/** Somebody's name and role; below, the way to take his sign-in away, asked once. */
export function PersonDialog({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { user } = useAccount();
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const change = useChange(person.id, onClose);
  const isSelf = person.login === user.login;
  // Only an administrator makes another, and a manager is one of the configuration: by invitation.
  const open = roles.filter(
    (one) =>
      one === person.role ||
      (one === "administrator" && user.role === "administrator") ||
      (one === "manager" && person.manager !== null) ||
      one === "head" ||
      one === "observer",
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({
      ...(name === person.name ? {} : { name }),
      ...(role === person.role ? {} : { role }),
    });
  };
  return (
    <Dialog title={person.name} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit}>
        {change.error && <ProblemNotice error={change.error} />}
        <NameField name={name} onChange={setName} />
        <NativeSelect
          label={t("team.role")}
          description={isSelf ? t("team.ownRole") : t(`role.hint.${role}`)}
          disabled={isSelf}
          value={role}
          onChange={(event) =>
            setRole(roles.find((one) => one === event.currentTarget.value) ?? role)
          }
          data={open.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
        <div className={styles["actions"]}>
          <Button
            type="submit"
            loading={change.isPending}
            disabled={name === person.name && role === person.role}
          >
            {t("action.save")}
          </Button>
        </div>
      </form>
      {!isSelf && <Remove person={person} onRemoved={onClose} />}
    </Dialog>
  );
}

function Remove({
  person,
  onRemoved,
}: {
  readonly person: Person;
  readonly onRemoved: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isAsked, ask] = useState(false);
  const remove = useMutation({
    mutationFn: () => call("removeUser", { params: { user: person.id } }),
    onSuccess: onRemoved,
    onSettled: () => client.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
  return (
    <div className={styles["remove"]}>
      {remove.error && <ProblemNotice error={remove.error} />}
      {isAsked && <p>{t("team.removeHint", { login: person.login })}</p>}
      <div className={styles["actions"]}>
        <Button
          variant="default"
          c="var(--act)"
          loading={remove.isPending}
          onClick={() => (isAsked ? remove.mutate() : ask(true))}
        >
          {isAsked ? t("team.removeNow") : t("team.remove")}
        </Button>
        {isAsked && (
          <Button variant="default" onClick={() => ask(false)}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}

function useChange(user: number, onChanged: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NonNullable<Request<"changeUser">["body"]>) =>
      call("changeUser", { params: { user }, body }),
    onSuccess: onChanged,
    onSettled: () => client.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
}
