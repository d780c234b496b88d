import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZonesBeside } from "#web/app/account-context.ts";
import { ManagerChip } from "#web/drawn/manager-chip.tsx";
import { DutySwitch } from "#web/features/duty/duty-switch.tsx";
import { DutyWords } from "#web/features/duty/duty-words.tsx";
import { useServiceNow } from "#web/time/use-now.ts";
import { ahead, clock } from "#web/time/words.ts";
import { Unseen } from "#web/ui/unseen.tsx";
import { MyLeads } from "./my-leads.tsx";
import styles from "./my-page.module.css";
import { MyQueues } from "./my-queues.tsx";
import { MyShifts } from "./my-shifts.tsx";
import { Notices } from "./notices.tsx";
import { Offers } from "./offers.tsx";
import { SignalsLine } from "./signals-line.tsx";
import { Told } from "./told.tsx";
import { usePresence } from "./use-presence.ts";

/** Phone first: what must be answered, the switch, what must be begun with; then the rest. */
export function MyPageView({
  page,
  receivedAt,
  isOwn,
}: {
  readonly page: Answer<"getMyPage">;
  readonly receivedAt: number;
  /** False where somebody else looks at it: he switches, but does not answer for him. */
  readonly isOwn: boolean;
}): ReactNode {
  const now = useServiceNow(page.now, receivedAt, 1_000);
  usePresence(page.manager, isOwn);
  const here: Here = { page, now, isOwn };
  return (
    <div className={styles["page"]}>
      <Offers {...here} />
      <div className={styles["main"]}>
        <Head {...here} />
        <DutySwitch manager={page.manager} duty={page.duty} now={now} />
        {isOwn && <SignalsLine />}
        <MyLeads {...here} />
        <Told {...here} />
      </div>
      <div className={styles["side"]}>
        <MyShifts {...here} />
        <MyQueues {...here} />
        <Notices {...here} />
      </div>
    </div>
  );
}

/** What every part of the page is given. */
export interface Here {
  readonly page: Answer<"getMyPage">;
  readonly now: number;
  readonly isOwn: boolean;
}

function Head({ page, now }: Here): ReactNode {
  const { t } = useTranslation();
  const { viewer, account: other } = useZonesBeside(page.timeZone);
  return (
    <header className={styles["head"]}>
      <ManagerChip manager={page.manager} name={page.name} size={40} />
      <h1>
        <Unseen>{t("nav.me")}: </Unseen>
        {page.name}
      </h1>
      <p className={styles["clock"]}>
        {clock(now, viewer)}
        {other && (
          <span>
            {clock(now, other)} {other.name}
          </span>
        )}
      </p>
      <p className={styles["words"]}>
        <DutyWords duty={page.duty} now={now} place={viewer} />
        {page.shiftEndsAt !== null &&
          ` · ${t("me.shiftUntil", { time: ahead(page.shiftEndsAt, now, viewer) })}`}
      </p>
    </header>
  );
}
