import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { availabilityQuery } from "#web/api/queries.ts";
import { useAccount, useZones } from "#web/app/account-context.ts";
import { DutyStrip } from "#web/drawn/duty-strip.tsx";
import { Person } from "#web/drawn/manager-chip.tsx";
import { useAuthor } from "#web/text/use-author.ts";
import { useDeviceNow } from "#web/time/use-now.ts";
import { ahead } from "#web/time/words.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Moment } from "#web/ui/moment.tsx";
import { SkeletonRows } from "#web/ui/skeleton-rows.tsx";
import styles from "./team.module.css";

const states = ["online", "paused", "offline", "present", "absent", "active", "blocked"] as const;

type Change = Answer<"listAvailability">["changes"][number];

/** Somebody's switch over a week, drawn, and every change of it with who and why. */
export function AvailabilityLog({
  manager,
  name,
  onClose,
}: {
  readonly manager: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { account, lang } = useAccount();
  const { viewer } = useZones();
  const now = useDeviceNow();
  const query = useQuery(availabilityQuery({ account: account.id, lang }, manager));
  return (
    <Dialog title={<Person manager={manager} name={name} />} onClose={onClose}>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} />}>
        {({ changes }) => (
          <>
            <DutyStrip
              changes={changes.filter(({ what }) => what === "duty")}
              now={now}
              place={viewer}
            />
            {changes.length === 0 ? (
              <EmptyState title={t("team.logEmpty")}>{t("team.logEmptyHint")}</EmptyState>
            ) : (
              <ol className={styles["changes"]} data-testid="availability">
                {changes.map((change) => (
                  <Line
                    key={`${change.at} ${change.what} ${change.to}`}
                    change={change}
                    now={now}
                  />
                ))}
              </ol>
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Line({ change, now }: { readonly change: Change; readonly now: number }): ReactNode {
  const { t } = useTranslation();
  const zones = useZones();
  const author = useAuthor();
  const { at, to, until, by, why } = change;
  const state = states.find((known) => known === to);
  const words =
    to === "paused" && until !== null
      ? t("duty.now.pausedUntil", { time: ahead(until, at, zones.viewer) })
      : state && t(`duty.now.${state}`);
  return (
    <li>
      <Moment at={at} now={now} zones={zones} />
      <p>
        {words}
        <span>{[author(by), why].filter(Boolean).join(" · ")}</span>
      </p>
    </li>
  );
}
