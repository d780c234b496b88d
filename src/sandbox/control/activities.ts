import { type Playback, type PlaybackOptions, play } from "#sandbox/playback.ts";
import { type Staff, type StaffOptions, startStaff } from "#sandbox/staff.ts";
import { startTraffic, type Traffic, type TrafficOptions } from "#sandbox/traffic.ts";
import type { AccountControl } from "./account-control.ts";

interface Stage {
  control(account: string): AccountControl;
  room(outstanding: number): Promise<void>;
}

/** What runs in the accounts by itself: at most one traffic, one staff and one playback each. */
export class Activities {
  readonly #stage: Stage;
  readonly #traffic = new Map<string, Traffic>();
  readonly #staff = new Map<string, Staff>();
  readonly #playback = new Map<string, Playback>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  startTraffic(options: TrafficOptions): void {
    this.stopTraffic(options.account);
    this.#traffic.set(options.account, startTraffic(this.#stage, options));
  }

  stopTraffic(account: string): void {
    this.#traffic.get(account)?.stop();
  }

  /** Goes on as it was started last, or in an ordinary way where it never was. */
  resumeTraffic(account: string): void {
    this.startTraffic(this.#traffic.get(account)?.options ?? { account, perMinute: 6 });
  }

  /** What the account's clients ask for, as its traffic was started last. */
  profile(account: string): TrafficOptions["profile"] {
    return this.#traffic.get(account)?.options.profile;
  }

  traffic(account: string): ReturnType<Traffic["progress"]> {
    return this.#traffic.get(account)?.progress() ?? { running: false, perMinute: 0, leads: 0 };
  }

  startStaff(options: StaffOptions): void {
    this.#staff.get(options.account)?.stop();
    this.#staff.set(options.account, startStaff(this.#stage, options));
  }

  play(options: PlaybackOptions): void {
    this.#playback.get(options.account)?.stop();
    this.#playback.set(options.account, play(this.#stage, options));
  }

  stopPlayback(account: string): void {
    this.#playback.get(account)?.stop();
  }

  playback(account: string): ReturnType<Playback["progress"]> {
    const none = { running: false, leads: 0, skipped: 0, error: null };
    return this.#playback.get(account)?.progress() ?? none;
  }

  /** Resolves when nothing runs any more. */
  async stopAll(): Promise<void> {
    for (const traffic of this.#traffic.values()) traffic.stop();
    for (const staff of this.#staff.values()) staff.stop();
    const playing = [...this.#playback.values()];
    for (const playback of playing) playback.stop();
    await Promise.all(playing.map(({ done }) => done));
    this.#traffic.clear();
    this.#staff.clear();
    this.#playback.clear();
  }
}
