import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useZones } from "#web/app/account-context.ts";
import { Person } from "#web/drawn/manager-chip.tsx";
import { DutyMark } from "#web/features/duty/duty-mark.tsx";
import { DutyWords } from "#web/features/duty/duty-words.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Unseen } from "#web/ui/unseen.tsx";
import { InvitationCells } from "./invitation-cell.tsx";
import { PeopleTable } from "./people-table.tsx";
import type { ManagerSeat } from "./seats.ts";
import styles from "./team.module.css";
import type { Front } from "./team-screen.tsx";

/** The managers of the configuration: their switch now, and how they sign in. */
export function ManagerTable({
  seats,
  now,
  onShow,
}: {
  readonly seats: readonly ManagerSeat[];
  readonly now: number;
  readonly onShow: (front: Front) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <PeopleTable
      id="managers"
      title={t("team.managers")}
      who={t("word.manager")}
      what={t("duty.label")}
      rows={seats.map((seat) => (
        <Row key={seat.member.manager} seat={seat} now={now} onShow={onShow} />
      ))}
      empty={<EmptyState title={t("today.teamEmpty")}>{t("today.teamEmptyHint")}</EmptyState>}
    />
  );
}

function Row({
  seat,
  now,
  onShow,
}: {
  readonly seat: ManagerSeat;
  readonly now: number;
  readonly onShow: (front: Front) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { viewer } = useZones();
  const { member, person } = seat;
  const { manager, name, duty } = member;
  return (
    <tr>
      <th scope="row">
        <Person manager={manager} name={name} />
      </th>
      <td data-column="what" data-state={duty.state}>
        <button
          type="button"
          className={styles["log"]}
          onClick={() => onShow({ kind: "log", manager, name })}
        >
          <DutyMark state={duty.state} />
          <span>
            <DutyWords duty={duty} now={now} place={viewer} />
          </span>
          <Unseen> {t("team.openLog", { name })}</Unseen>
        </button>
      </td>
      {person ? (
        <>
          <td>{person.login}</td>
          <td>
            <button
              type="button"
              aria-label={t("team.changeOf", { name: person.name })}
              onClick={() => onShow({ kind: "person", person })}
            >
              {t("team.change")}
            </button>
          </td>
        </>
      ) : (
        <SignInToCome seat={seat} onShow={onShow} />
      )}
    </tr>
  );
}

function SignInToCome({
  seat: { member, invitation },
  onShow,
}: {
  readonly seat: ManagerSeat;
  readonly onShow: (front: Front) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { manager, name } = member;
  if (invitation) return <InvitationCells invitation={invitation} />;
  return (
    <>
      <td className={styles["none"]}>{t("team.noSignIn")}</td>
      <td>
        <button
          type="button"
          aria-label={t("team.inviteOf", { name })}
          onClick={() => onShow({ kind: "invite", invited: { manager, name } })}
        >
          {t("team.invite")}
        </button>
      </td>
    </>
  );
}
