import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useZones } from "#web/app/account-context.ts";
import { dayLineAround } from "#web/drawn/day-line.ts";
import { managerColour, Person } from "#web/drawn/manager-chip.tsx";
import { DayHours, ShiftLine } from "#web/drawn/shift-line.tsx";
import { ahead, clock } from "#web/time/words.ts";
import type { Zones } from "#web/time/zones.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { inOrder, receivesNow } from "./team-order.ts";
import styles from "./today.module.css";

type Member = Answer<"getToday">["team"][number];

/** Who is on shift and until when, on one line of 24 hours for everybody. */
export function Team({
  today,
  now,
}: {
  readonly today: Answer<"getToday">;
  readonly now: number;
}): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const line = dayLineAround(now);
  const count = today.team.filter(receivesNow).length;
  if (today.team.length === 0) {
    return (
      <section aria-labelledby="team">
        <div className={styles["sectionHead"]}>
          <h2 id="team">{t("today.team")}</h2>
        </div>
        <EmptyState title={t("today.teamEmpty")}>{t("today.teamEmptyHint")}</EmptyState>
      </section>
    );
  }
  return (
    <section aria-labelledby="team">
      <div className={styles["sectionHead"]}>
        <h2 id="team">{t("today.onShift", { count })}</h2>
      </div>
      <table className={styles["team"]} aria-labelledby="team" data-testid="team">
        <thead>
          <tr>
            <th scope="col">
              <span className={styles["unseen"]}>{t("word.manager")}</span>
            </th>
            <th scope="col">
              <span className={styles["unseen"]}>{t("word.shift")}</span>
              <DayHours line={line} now={now} timeZone={zones.viewer.timeZone} />
            </th>
            <th scope="col">
              <span className={styles["unseen"]}>{t("today.state")}</span>
            </th>
            <th scope="col" className={styles["number"]}>
              {t("today.received")}
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(today.team).map((member) => (
            <tr key={member.manager} data-state={member.state}>
              <th scope="row">
                <Person manager={member.manager} name={member.name} />
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
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StateWords({
  member,
  now,
  zones,
}: {
  readonly member: Member;
  readonly now: number;
  readonly zones: Zones;
}): ReactNode {
  const { t } = useTranslation();
  const { state, until } = member;
  if (until === null) return t(`today.member.${state}`);
  const own = { ...zones.viewer, timeZone: member.timeZone };
  const ownTime = clock(until, own);
  const time = ahead(until, now, zones.viewer);
  const title = time.endsWith(ownTime) ? undefined : t("today.hisTime", { time: ownTime });
  return <span title={title}>{t(`today.memberUntil.${state}`, { time })}</span>;
}
