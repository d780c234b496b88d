import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "#web/api/call.ts";
import { useAuthor } from "#web/text/use-author.ts";
import { ahead, type Place } from "#web/time/words.ts";

/** «Пауза до 14:30 · переключено: Игорь · обед»: until when, by whom where it was not he himself, why. */
export function DutyWords({
  duty,
  now,
  place,
}: {
  readonly duty: Answer<"getMyPage">["duty"];
  readonly now: number;
  readonly place: Place;
}): ReactNode {
  const { t } = useTranslation();
  const author = useAuthor();
  const state =
    duty.until === null
      ? t(`duty.now.${duty.state}`)
      : t("duty.now.pausedUntil", { time: ahead(duty.until, now, place) });
  const other = duty.by === "himself" ? null : duty.by;
  const by = other && t("duty.by", { name: author(other) });
  return [state, by, duty.why].filter(Boolean).join(" · ");
}
