import type { AccountControl } from "./control/account-control.ts";
import type { PlaybackOptions } from "./playback.ts";
import type { AccountSeed } from "./seed.ts";
import type { StaffOptions } from "./staff.ts";
import type { TrafficOptions } from "./traffic.ts";

/** A running amoCRM of one's own. */
export interface Sandbox {
  readonly port: number;
  readonly url: string;
  accounts(): readonly { readonly subdomain: string; readonly token: string }[];
  /** Everything one may do to an account from outside. Throws where there is no such account. */
  control(subdomain: string): AccountControl;
  startTraffic(options: TrafficOptions): void;
  stopTraffic(account: string): void;
  /** The account's people work on its leads from now on. */
  startStaff(options: StaffOptions): void;
  play(options: PlaybackOptions): void;
  /** Resolves when fewer than so many webhooks wait to be sent. */
  room(outstanding: number): Promise<void>;
  /** Speeds up the retry ladder or moves it ahead; says how fast it runs now. */
  turnClock(change: { factor?: number | undefined; advanceSeconds?: number | undefined }): {
    factor: number;
  };
  /** Adds accounts, in place of those of the same subdomain. */
  seed(accounts: readonly AccountSeed[]): Promise<void>;
  /** Back to the accounts of the start, without leads. Account ids and tokens stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
