/** What became of every webhook of an account: the newest in full, all of them as counts. */

export type DeliveryState = "queued" | "delivered" | "waiting_for_retry" | "failed" | "dropped";

export interface Delivery {
  /** Grows by one; a duplicate has its own. */
  readonly id: number;
  readonly destination: string;
  readonly event: string;
  readonly entity: number | string;
  readonly body: string;
  /** Epoch milliseconds of the change that caused it. */
  readonly createdMs: number;
  state: DeliveryState;
  attempt: number;
  /** HTTP status of the last answer; 0: no connection, 499: no answer within two seconds. */
  code: number | null;
  /** Milliseconds from sending to the answer. */
  tookMs: number | null;
  /** Epoch milliseconds at which the last attempt left; null: none has. */
  sentMs: number | null;
}

const keptDeliveries = 20_000;
const keptTimings = 200_000;

export class DeliveryLog {
  readonly #deliveries = new Map<number, Delivery>();
  readonly #counts: Record<DeliveryState, number> = {
    queued: 0,
    delivered: 0,
    waiting_for_retry: 0,
    failed: 0,
    dropped: 0,
  };
  #timings: number[] = [];
  #last = 0;

  open(about: Pick<Delivery, "destination" | "event" | "entity" | "body" | "createdMs">): Delivery {
    this.#last += 1;
    const unsent = { state: "queued", attempt: 0, code: null, tookMs: null, sentMs: null } as const;
    const delivery: Delivery = { id: this.#last, ...about, ...unsent };
    this.#deliveries.set(delivery.id, delivery);
    this.#counts.queued += 1;
    if (this.#deliveries.size > keptDeliveries) this.#forgetOldest();
    return delivery;
  }

  move(delivery: Delivery, state: DeliveryState): void {
    this.#counts[delivery.state] -= 1;
    this.#counts[state] += 1;
    delivery.state = state;
    if (state === "delivered" && delivery.tookMs !== null && this.#timings.length < keptTimings) {
      this.#timings.push(delivery.tookMs);
    }
  }

  /** Oldest first, at most `limit` with an id above `after`. */
  list({ after, limit }: { after: number; limit: number }): readonly Delivery[] {
    const found: Delivery[] = [];
    for (const delivery of this.#deliveries.values()) {
      if (delivery.id <= after) continue;
      found.push(delivery);
      if (found.length === limit) break;
    }
    return found;
  }

  counts(): Readonly<Record<DeliveryState, number>> {
    return { ...this.#counts };
  }

  /** How fast the receiver answered the delivered ones, in milliseconds. */
  timings(): { count: number; p50: number | null; p99: number | null; max: number | null } {
    const sorted = this.#timings.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? null };
  }

  #forgetOldest(): void {
    const [oldest] = this.#deliveries.keys();
    if (oldest !== undefined) this.#deliveries.delete(oldest);
  }
}
