import type { NoticeLine } from "#api/contract/notices.ts";
import { notifyOutOfSight } from "./browser-notices.ts";
import { sound } from "./sound.ts";

/** Says aloud that a notice has come, and shows it over other windows while ours is out of sight. */
export function announce(notice: NoticeLine): void {
  // Read from the beginning: he chose not to be told of this kind here.
  if (notice.read) return;
  sound(notice.kind === "offer" ? "offer" : "notice");
  notifyOutOfSight(notice.title, { body: notice.sentence, tag: `smena-${notice.id}` });
}
