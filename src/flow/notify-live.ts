/**
 * Tells this process's screens of notices as they are committed, by whichever process. A screen that
 * misses one finds it in the list; nothing is kept for it here.
 */
import { noticesSince } from "#store/notices.ts";
import type { Flow } from "./flow.ts";

/** Longer than from a happening to its commit; what is committed later is in the list only. */
const WINDOW_MS = 60_000;
/** Of a flood the newest; a screen that far behind reads anew anyway. */
const NEWEST = 200;

export class NoticeWatch {
  readonly #flow: Flow;
  /** By id, with the moment of what it tells of. Null: what there is now is told to nobody. */
  #told: Map<number, number> | null = null;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  async look(): Promise<void> {
    const { database, clock, live } = this.#flow;
    const since = clock.now() - WINDOW_MS;
    const notices = await noticesSince(database.kysely, { since, newest: NEWEST });
    const before = this.#told;
    for (const { account, id, manager } of notices) {
      if (before === null || before.has(id)) continue;
      live.publish(account, { kind: "notice", notice: id, manager });
    }
    const kept = [...(before ?? [])].filter(([, at]) => at >= since);
    this.#told = new Map([...kept, ...notices.map(({ id, at }) => [id, at] as const)]);
  }
}
