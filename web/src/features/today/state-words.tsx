import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAuthor } from "#web/text/use-author.ts";
import { ahead, clock } from "#web/time/words.ts";
import type { Zones } from "#web/time/zones.ts";

/** Until when somebody is what he is; by whom and why, and his own clock, on hover. */
export function StateWords({
  member,
  now,
  zones,
}: {
  readonly member: Answer<"getToday">["team"][number];
  readonly now: number;
  readonly zones: Zones;
}): ReactNode {
  const { t } = useTranslation();
  const author = useAuthor();
  const { state, until, duty } = member;
  const own = { ...zones.viewer, timeZone: member.timeZone };
  const time = until === null ? null : ahead(until, now, zones.viewer);
  const ownTime = until === null ? null : clock(until, own);
  const isSwitched = duty.state !== "online";
  const title = [
    isSwitched && duty.by !== null && t("duty.by", { name: author(duty.by) }),
    isSwitched && duty.why,
    ownTime && !time?.endsWith(ownTime) && t("today.hisTime", { time: ownTime }),
    member.notAtWork && t("today.notAtWorkHint"),
  ];
  const words =
    time === null ? t(`today.member.${state}`) : t(`today.memberUntil.${state}`, { time });
  return (
    <span title={title.filter(Boolean).join(" · ") || undefined}>
      {member.notAtWork ? t("today.notAtWork") : words}
    </span>
  );
}
