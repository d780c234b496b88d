/**
 * How many leads a month somebody receives at the moment: each lead counts for 30/10 leads a month
 * when it comes and fades with a time constant of ten days, which is how long the work that it makes
 * is felt. Leads of one instant do not see each other, so that their order does not matter.
 */
import { exp } from "./arithmetic.ts";

const DAY_MS = 86_400_000;
export const MONTH_DAYS = 30;
const FADING_DAYS = 10;

export interface LoadMeter {
  /** Leads a month just after everything before `at`. */
  rate: number;
  /** Epoch ms. */
  at: number;
  /** Received at `at` itself. */
  now: number;
}

export const idleMeter = (): LoadMeter => ({ rate: 0, at: 0, now: 0 });

/** Leads a month just before `at` (epoch ms, not before the last lead). */
export function loadAt(meter: LoadMeter, at: number): number {
  if (at <= meter.at) return meter.rate;
  const settled = meter.rate + (meter.now * MONTH_DAYS) / FADING_DAYS;
  return settled === 0 ? 0 : settled * exp((meter.at - at) / (FADING_DAYS * DAY_MS));
}

/** One more lead received at `at`. */
export function receiveOne(meter: LoadMeter, at: number): void {
  if (at > meter.at) {
    meter.rate = loadAt(meter, at);
    meter.at = at;
    meter.now = 0;
  }
  meter.now += 1;
}
