/** How many leads everybody has received in the last thirty days. */
import type { Place } from "./desk.ts";
import { DAY_MS, MONTH_DAYS } from "./world.ts";

export class RecentLeads {
  readonly #received: number[][];

  constructor(members: number) {
    this.#received = Array.from({ length: members }, () => []);
  }

  of(place: Place, at: number): number {
    const own = this.#received[place] as number[];
    const from = own.findIndex((one) => one > at - MONTH_DAYS * DAY_MS);
    own.splice(0, from < 0 ? own.length : from);
    return own.length;
  }

  receive(place: Place, at: number): void {
    this.#received[place]?.push(at);
  }
}
