import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { Person } from "#web/drawn/manager-chip.tsx";
import { DutySwitch } from "#web/features/duty/duty-switch.tsx";
import { DutyWords } from "#web/features/duty/duty-words.tsx";
import { MoveDialog } from "#web/features/moves/move-dialog.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { StateWords } from "./state-words.tsx";
import styles from "./today.module.css";

/** What who leads can do about somebody: switch him with a reason, give his leads to others, see his page. */
export function ManagerDialog({
  member,
  now,
  onClose,
}: {
  readonly member: Answer<"getToday">["team"][number];
  readonly now: number;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useAccount();
  const zones = useZones();
  const [why, setWhy] = useState("");
  const [isMoving, move] = useState(false);
  const { manager, name } = member;
  // Then the state says no more than the switch does.
  const isSwitched = member.state === "paused" || member.state === "off_duty";
  if (isMoving) {
    return (
      <MoveDialog
        selection={{ kind: "manager", manager }}
        title={t("moves.allOf", { name })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={<Person manager={manager} name={name} />} onClose={onClose}>
      <div className={styles["about"]}>
        <p>
          {!isSwitched && (
            <>
              <StateWords member={member} now={now} zones={zones} />
              {" · "}
            </>
          )}
          <DutyWords duty={member.duty} now={now} place={zones.viewer} />
        </p>
        {member.notAtWork && <p className={styles["alarm"]}>{t("today.notAtWorkHint")}</p>}
        {member.missedInRow > 0 && (
          <p className={styles["missed"]}>
            {t("today.missedInRow", { count: member.missedInRow })}
          </p>
        )}
      </div>
      <TextInput
        label={t("duty.why")}
        placeholder={t("duty.whyExample")}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <DutySwitch manager={manager} duty={member.duty} now={now} why={why.trim()} />
      <div className={styles["ways"]}>
        <Button variant="default" onClick={() => move(true)}>
          {t("moves.redistributeAll")}
        </Button>
        <Link to="/a/$account/held" params={{ account: account.id }} search={{ manager }}>
          {t("today.hisLeads")}
        </Link>
        <Link to="/a/$account/me" params={{ account: account.id }} search={{ manager }}>
          {t("today.hisPage")}
        </Link>
      </div>
    </Dialog>
  );
}
