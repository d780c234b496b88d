import { useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { sessionQuery } from "#web/api/queries.ts";
import { Unseen } from "#web/ui/unseen.tsx";
import type { Account, Session } from "./account-context.ts";
import styles from "./shell.module.css";
import { UnreadCount } from "./unread-count.tsx";

const schemes = ["auto", "light", "dark"] as const;
const id = "own-menu";

/** One's own name; behind it light or dark, what one is told of, and the way out. */
export function ViewerMenu({
  session,
  account,
}: {
  readonly session: Session;
  readonly account: Account | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <button type="button" className={styles["viewer"]} popoverTarget={id}>
        <span>{session.user.name}</span>
        <Unseen>{t("shell.ownMenu")}</Unseen>
        {account && <UnreadCount account={account.id} />}
        <span aria-hidden="true">▾</span>
      </button>
      <div ref={menu} id={id} popover="auto" className={styles["menu"]}>
        <fieldset>
          <legend>{t("shell.light")}</legend>
          {schemes.map((scheme) => (
            <label key={scheme}>
              <input
                type="radio"
                name="scheme"
                checked={scheme === colorScheme}
                onChange={() => setColorScheme(scheme)}
              />
              {t(`shell.scheme.${scheme}`)}
            </label>
          ))}
        </fieldset>
        {account && (
          <Link
            to="/a/$account/notifications"
            params={{ account: account.id }}
            onClick={() => menu.current?.hidePopover()}
          >
            {t("notifications.title")}
          </Link>
        )}
        <button type="button" onClick={() => signOut.mutate()}>
          {t("action.signOut")}
        </button>
      </div>
    </>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call("signOut"),
    onSuccess: async () => {
      client.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: "/sign-in" });
      client.removeQueries({ queryKey: ["account"] });
    },
  });
}
