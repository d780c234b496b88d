/** What each member of a simulated team feels as load: an exponentially fading rate of leads a month. */
import { MONTH_DAYS } from "./world.ts";

export class FeltLoad {
  readonly #days: number;
  readonly #rates: Float64Array;
  readonly #lastDay: Float64Array;

  /** @param days the time constant with which a lead fades */
  constructor(members: number, days: number) {
    this.#days = days;
    this.#rates = new Float64Array(members);
    this.#lastDay = new Float64Array(members);
  }

  /** Leads a month before a lead of that day. */
  at(member: number, day: number): number {
    const since = day - (this.#lastDay[member] as number);
    return (this.#rates[member] as number) * Math.exp(-since / this.#days);
  }

  receive(member: number, day: number): void {
    this.#rates[member] = this.at(member, day) + MONTH_DAYS / this.#days;
    this.#lastDay[member] = day;
  }
}
