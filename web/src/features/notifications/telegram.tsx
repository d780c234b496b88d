import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "#web/api/call.ts";
import { myNotificationsQuery } from "#web/api/queries.ts";
import { useZones } from "#web/app/account-context.ts";
import { clock } from "#web/time/words.ts";
import { ProblemNotice } from "#web/ui/problem-notice.tsx";
import styles from "./notifications.module.css";

/** Links a chat to the bot by a code, or lets go of it. */
export function Telegram({ mine }: { readonly mine: Answer<"getMyNotifications"> }): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const { link, unlink, look } = useTelegram();
  const error = link.error ?? unlink.error;
  if (!mine.available.telegram) return null;
  return (
    <div className={styles["telegram"]}>
      <strong>Telegram</strong>
      {error && <ProblemNotice error={error} />}
      {mine.telegramLinked && (
        <p>
          {t("notifications.telegramLinked")}{" "}
          <Button variant="default" loading={unlink.isPending} onClick={() => unlink.mutate()}>
            {t("notifications.telegramUnlink")}
          </Button>
        </p>
      )}
      {!mine.telegramLinked && !link.data && (
        <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
          {t("notifications.telegramLink")}
        </Button>
      )}
      {!mine.telegramLinked && link.data && (
        <div aria-live="polite">
          <p>{t("notifications.telegramSend", { time: clock(link.data.expiresAt, viewer) })}</p>
          <code>/start {link.data.code}</code>
          <p className={styles["line"]}>
            {link.data.url && (
              <a href={link.data.url} target="_blank" rel="noreferrer" onClick={look}>
                {t("notifications.telegramOpen")}
              </a>
            )}
            <Button variant="default" onClick={look}>
              {t("notifications.telegramCheck")}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}

function useTelegram() {
  const client = useQueryClient();
  const look = () => client.invalidateQueries({ queryKey: myNotificationsQuery.queryKey });
  return {
    link: useMutation({ mutationFn: () => call("linkTelegram") }),
    unlink: useMutation({ mutationFn: () => call("unlinkTelegram"), onSettled: look }),
    look: (): void => void look(),
  };
}
