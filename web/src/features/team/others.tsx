import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { InvitationCells } from "./invitation-cell.tsx";
import { PeopleTable } from "./people-table.tsx";
import type { OtherSeat } from "./seats.ts";
import type { Front } from "./team-screen.tsx";

/** Who leads and who watches, and whoever is no manager of the configuration any more. */
export function Others({
  seats,
  onShow,
}: {
  readonly seats: readonly OtherSeat[];
  readonly onShow: (front: Front) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <PeopleTable
      id="others"
      title={t("team.others")}
      who={t("team.name")}
      what={t("team.role")}
      rows={seats.map((seat) =>
        seat.kind === "person" ? (
          <tr key={`person ${seat.person.id}`}>
            <th scope="row">{seat.person.name}</th>
            <td data-column="what">{t(`role.${seat.person.role}`)}</td>
            <td>{seat.person.login}</td>
            <td>
              <button
                type="button"
                aria-label={t("team.changeOf", { name: seat.person.name })}
                onClick={() => onShow({ kind: "person", person: seat.person })}
              >
                {t("team.change")}
              </button>
            </td>
          </tr>
        ) : (
          <tr key={`invitation ${seat.invitation.id}`}>
            <th scope="row">{seat.invitation.name}</th>
            <td data-column="what">{t(`role.${seat.invitation.role}`)}</td>
            <InvitationCells invitation={seat.invitation} />
          </tr>
        ),
      )}
      empty={<EmptyState title={t("team.othersEmpty")}>{t("team.othersEmptyHint")}</EmptyState>}
    />
  );
}
