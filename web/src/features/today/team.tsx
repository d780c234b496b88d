import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useLeads, useZones } from "#web/app/account-context.ts";
import { type DayLine, dayLineAround } from "#web/drawn/day-line.ts";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { DayHours, ShiftLine } from "#web/drawn/shift-line.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { RowButton } from "#web/ui/row-button.tsx";
import { Section } from "#web/ui/section.tsx";
import { Unseen } from "#web/ui/unseen.tsx";
import { ManagerDialog } from "./manager-dialog.tsx";
import { StateWords } from "./state-words.tsx";
import { inOrder, receivesNow } from "./team-order.ts";
import styles from "./today.module.css";
import type { Part } from "./today-screen.tsx";

type Member = Answer<"getToday">["team"][number];

/** Who is on shift and until when, on one line of 24 hours for everybody. */
export function Team({ today, now }: Part): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const [openKey, open] = useState<string | null>(null);
  const line = dayLineAround(now);
  const count = today.team.filter(receivesNow).length;
  const shown = today.team.find(({ manager }) => manager === openKey);
  if (today.team.length === 0) {
    return (
      <Section id="team" title={t("today.team")}>
        <EmptyState title={t("today.teamEmpty")}>{t("today.teamEmptyHint")}</EmptyState>
      </Section>
    );
  }
  return (
    <Section id="team" title={t("today.onShift", { count })}>
      <table className={styles["team"]} aria-labelledby="team" data-testid="team">
        <thead>
          <tr>
            <th scope="col">
              <Unseen>{t("word.manager")}</Unseen>
            </th>
            <th scope="col">
              <Unseen>{t("word.shift")}</Unseen>
              <DayHours line={line} now={now} timeZone={zones.viewer.timeZone} />
            </th>
            <th scope="col">
              <Unseen>{t("today.state")}</Unseen>
            </th>
            <th scope="col" className={styles["number"]}>
              {t("today.received")}
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(today.team).map((member) => (
            <Row key={member.manager} {...{ member, line, now }} onOpen={open} />
          ))}
        </tbody>
      </table>
      {shown && <ManagerDialog member={shown} now={now} onClose={() => open(null)} />}
    </Section>
  );
}

function Row({
  member,
  line,
  now,
  onOpen,
}: {
  readonly member: Member;
  readonly line: DayLine;
  readonly now: number;
  readonly onOpen: (manager: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const mayLead = useLeads();
  const person = <Person manager={member.manager} name={member.name} />;
  return (
    <tr data-state={member.notAtWork ? "not_at_work" : member.state}>
      <th scope="row">
        {mayLead ? (
          <RowButton hint={t("today.openManager")} onOpen={() => onOpen(member.manager)}>
            {person}
          </RowButton>
        ) : (
          person
        )}
      </th>
      <td>
        <ShiftLine
          label={t("word.shift")}
          line={line}
          now={now}
          shifts={member.shifts}
          colour={managerColour(member.manager)}
          faint={!receivesNow(member) && member.state !== "off_shift"}
          timeZone={zones.viewer.timeZone}
        />
      </td>
      <td className={styles["state"]}>
        <StateWords member={member} now={now} zones={zones} />
      </td>
      <td className={styles["number"]}>{member.receivedToday}</td>
    </tr>
  );
}
