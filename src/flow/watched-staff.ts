/**
 * Managers as the watch knows them: who has gone, whose CRM user was deactivated, and who lets one
 * lead after the other lie.
 */
import { dutyAt } from "#core/eligibility.ts";
import { setDuty } from "#core/state.ts";
import type { Account } from "#store/accounts.ts";
import { type AvailabilityChange, addChanges } from "#store/availability.ts";
import type { Db } from "#store/schema.ts";
import {
  saveWatchedManagers,
  type WatchedManager,
  type WatchPass,
  watchedManagers,
} from "#store/watch.ts";
import { switchDuty, system } from "./availability.ts";
import type { Desk } from "./desks.ts";

export class WatchedStaff {
  readonly #account: string;
  readonly #desk: Desk;
  readonly #now: number;
  readonly #managers: Map<string, WatchedManager>;
  readonly #altered = new Set<string>();
  readonly #changes: AvailabilityChange[] = [];
  readonly #paused = new Map<string, number>();

  private constructor(
    { account, desk, now }: { account: Account; desk: Desk; now: number },
    managers: ReadonlyMap<string, WatchedManager>,
  ) {
    this.#account = account.id;
    this.#desk = desk;
    this.#now = now;
    this.#managers = new Map(managers);
    this.#noteBlocked();
  }

  /** @param of the account's row locked; one statement */
  static async read(
    tx: Db,
    of: { readonly account: Account; readonly desk: Desk; readonly now: number },
  ): Promise<WatchedStaff> {
    return new WatchedStaff(of, await watchedManagers(tx, of.account.id));
  }

  /** A user who was deactivated, or comes back, since the managers were last looked at. */
  #noteBlocked(): void {
    const { program, state } = this.#desk;
    for (const [index, { key }] of program.managers.entries()) {
      const known = this.#of(key);
      const blocked = state.blocked[index] === true;
      if (known.blocked === blocked) continue;
      const leftAt = blocked ? (known.leftAt ?? this.#now) : known.leftAt;
      this.#alter({ ...known, blocked, leftAt });
      const [from, to] = blocked ? ["active", "blocked"] : ["blocked", "active"];
      const about = { at: this.#now, manager: key, what: "blocked", until: null } as const;
      this.#changes.push({ ...about, from, to, by: system, why: "crm_user" });
    }
  }

  #of(manager: string): WatchedManager {
    const newcomer = { manager, leftAt: null, blocked: false, missedInRow: 0 };
    return this.#managers.get(manager) ?? newcomer;
  }

  #alter(manager: WatchedManager): void {
    this.#managers.set(manager.manager, manager);
    this.#altered.add(manager.manager);
  }

  /** Whether anything was found out about anybody. */
  get changed(): boolean {
    return this.#altered.size > 0;
  }

  /** Who was put on pause → how many leads in a row he has let lie. */
  get paused(): ReadonlyMap<string, number> {
    return this.#paused;
  }

  /** Those who went off duty or were blocked and still are → epoch ms since when. */
  leaving(): Readonly<Record<string, number>> {
    const left: Record<string, number> = {};
    for (const known of this.#managers.values()) {
      if (known.leftAt === null) continue;
      if (this.isOff(known.manager)) left[known.manager] = known.leftAt;
      else this.#alter({ ...known, leftAt: null });
    }
    return left;
  }

  /** Whether he is off duty or his user is deactivated. A pause is no leaving. */
  isOff(manager: string): boolean {
    const { state } = this.#desk;
    const index = state.indexOf.get(manager) ?? -1;
    const duty = state.duty[index];
    const isOffline = duty !== undefined && dutyAt(duty, this.#now) === "offline";
    return isOffline || state.blocked[index] === true;
  }

  /** His leads are done with. */
  done({ cause, left }: WatchPass): void {
    if (cause !== "duty_off") return;
    for (const [manager, since] of Object.entries(left)) {
      const known = this.#of(manager);
      if (known.leftAt !== null && known.leftAt <= since) this.#alter({ ...known, leftAt: null });
    }
  }

  /** He has let a lead lie. @param pauseAfter after so many in a row he is put on pause; null: never */
  missed(manager: string, pauseAfter: number | null): void {
    const known = this.#of(manager);
    const missedInRow = known.missedInRow + 1;
    const pauses = pauseAfter !== null && missedInRow >= pauseAfter;
    this.#alter({ ...known, missedInRow: pauses ? 0 : missedInRow });
    const { state } = this.#desk;
    const duty = state.duty[state.indexOf.get(manager) ?? -1];
    if (!pauses || duty === undefined || dutyAt(duty, this.#now) !== "online") return;
    setDuty(state, manager, { duty: "paused", until: null });
    this.#paused.set(manager, missedInRow);
  }

  /** Two statements, and a few for everybody who is put on pause. */
  async write(tx: Db): Promise<void> {
    const account = this.#account;
    const managers = [...this.#altered].map((manager) => this.#of(manager));
    await saveWatchedManagers(tx, { account, managers });
    await addChanges(tx, { account, changes: this.#changes });
    const duty = { duty: "paused", until: null } as const;
    for (const manager of this.#paused.keys()) {
      await switchDuty(tx, { account, manager, duty, by: system, why: "missed" }, this.#now);
    }
  }
}
