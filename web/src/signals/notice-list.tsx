import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Zones } from "#web/time/zones.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { Shortened } from "#web/ui/shortened.tsx";
import { Unseen } from "#web/ui/unseen.tsx";
import styles from "./notice-list.module.css";
import { useMarkRead } from "./use-mark-read.ts";

const shownFirst = 8;

interface Notice {
  readonly id: number;
  readonly at: number;
  readonly sentence: string;
  readonly read: boolean;
}

/** What somebody was told, newest first; a dot stands before what he has not read. */
export function NoticeList({
  notices,
  now,
  zones,
  isOwn,
}: {
  readonly notices: readonly Notice[];
  readonly now: number;
  readonly zones: Zones;
  /** False where somebody else looks at them: he does not read them for him. */
  readonly isOwn: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const markRead = useMarkRead();
  const unread = unreadOf(notices);
  const newest = notices[0];
  if (!newest) {
    return <EmptyState title={t("notices.empty")}>{t("notices.emptyHint")}</EmptyState>;
  }
  return (
    <>
      <Shortened items={notices} first={shownFirst}>
        {(shown) => (
          <ol className={styles["notices"]} data-testid="notices">
            {shown.map(({ id, at, sentence, read }) => (
              <li key={id} data-read={read}>
                <Moment at={at} now={now} zones={zones} />
                <p>
                  {!read && <Unseen>{t("notices.isUnread")} </Unseen>}
                  {sentence}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Shortened>
      {isOwn && unread > 0 && (
        <Button
          variant="default"
          mt="sm"
          loading={markRead.isPending}
          onClick={() => markRead.mutate(newest.id)}
        >
          {t("notices.markRead")}
        </Button>
      )}
    </>
  );
}

export function unreadOf(notices: readonly { readonly read: boolean }[]): number {
  return notices.filter(({ read }) => !read).length;
}
