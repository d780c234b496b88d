import { z } from "zod";
import type { Random } from "#sandbox/random.ts";

/** A way in which the API may fail, on demand. */
export const faultRequest = z
  .strictObject({
    kind: z.enum(["status", "timeout_before", "timeout_after", "html403", "malformed", "slow"]),
    /** For `status`: 400 to 599. */
    code: z.int().min(400).max(599).default(500),
    /** For `status`: the request takes effect although the answer says that it failed. */
    applied: z.boolean().default(false),
    /** Only the next so many matching requests; absent: until removed. */
    next: z.int().positive().optional(),
    /** Share of matching requests. */
    share: z.number().gt(0).max(1).default(1),
    /** Path with `*` for anything, such as `/api/v4/leads*`. */
    path: z.string().default("*"),
    method: z.enum(["GET", "POST", "PATCH", "DELETE"]).optional(),
    /** Only requests that write more entities than this, as a gateway gives up on large batches. */
    itemsOver: z.int().nonnegative().optional(),
    /** For `slow`: the delay; for time-outs: after so long the connection is cut. */
    holdMs: z.number().positive().default(30_000),
  })
  .readonly();

export type FaultRequest = z.input<typeof faultRequest>;
export type Fault = z.output<typeof faultRequest> & { readonly id: number };

interface Armed {
  readonly fault: Fault;
  readonly pattern: RegExp;
  left: number;
  hits: number;
}

/** Faults set for one account; the first that matches a request strikes. */
export class Faults {
  #armed: Armed[] = [];
  #last = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(request: z.output<typeof faultRequest>): Fault {
    this.#last += 1;
    const fault = { ...request, id: this.#last };
    const source = fault.path.split("*").map(escapePattern).join(".*");
    const pattern = new RegExp(`^${source}$`);
    this.#armed.push({ fault, pattern, left: fault.next ?? Number.POSITIVE_INFINITY, hits: 0 });
    return fault;
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly (Fault & { hits: number })[] {
    return this.#armed.map(({ fault, hits }) => ({ ...fault, hits }));
  }

  /** `items`: entities in the body of a write; 0 otherwise. */
  strike(request: { method: string; path: string; items: number }): Fault | null {
    for (const armed of this.#armed) {
      if (!matches(armed, request) || this.#random() >= armed.fault.share) continue;
      armed.left -= 1;
      armed.hits += 1;
      if (armed.left <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
      return armed.fault;
    }
    return null;
  }
}

function matches(
  { fault, pattern }: Armed,
  request: { method: string; path: string; items: number },
): boolean {
  return (
    pattern.test(request.path) &&
    (fault.method === undefined || fault.method === request.method) &&
    (fault.itemsOver === undefined || request.items > fault.itemsOver)
  );
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
}
