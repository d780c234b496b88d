/** What a night costs: the evidence and the shares of one rule, from a book full of leads. */
import { adaptiveEvidence, conversionEvidence } from "#core/conversion/evidence.ts";
import {
  emptyBook,
  ended,
  type OutcomeBook,
  receivedByShare,
} from "#core/conversion/outcome-book.ts";
import { shareSettings } from "#core/conversion/settings.ts";
import { sharesFrom } from "#core/conversion/shares.ts";
import { randomFrom } from "#sim/random.ts";
import { inTurns, secondsOf } from "../report.ts";

const DAY_MS = 86_400_000;
const ROUNDS = 9;

export interface Pool {
  readonly members: number;
  readonly leads: number;
  readonly days: number;
}

/** Processor milliseconds, medians. */
export function nightOf(pool: Pool): { readonly adaptive: number; readonly conversion: number } {
  const book = bookOf(pool);
  const question = {
    members: Array.from({ length: pool.members }, (_, place) => ({
      manager: String(place),
      comfort: (1.7 * pool.leads * 30) / pool.days / pool.members,
    })),
    settings: shareSettings({ options: {} }, "UTC"),
    at: pool.days * DAY_MS,
    seed: 0,
  };
  const [adaptive, conversion] = inTurns(ROUNDS, [
    () => cost(() => sharesFrom(adaptiveEvidence(book, question))),
    () => cost(() => sharesFrom(conversionEvidence(book, question))),
  ]);
  return { adaptive, conversion };
}

/** Leads evenly over the days; one in seven is sold after a week in the mean. */
function bookOf({ members, leads, days }: Pool): OutcomeBook {
  const random = randomFrom(1);
  const book = emptyBook();
  for (let lead = 0; lead < leads; lead += 1) {
    const name = String(lead);
    const at = Math.floor((lead * days * DAY_MS) / leads);
    receivedByShare(book, { lead: name, manager: String(lead % members), source: "", at });
    if (random() > 1 / 7) continue;
    const sold = at - Math.floor(7 * DAY_MS * Math.log(1 - random()));
    if (sold < days * DAY_MS) ended(book, { lead: name, state: "won", at: sold });
  }
  return book;
}

function cost(work: () => void): number {
  const from = process.cpuUsage();
  work();
  return 1000 * secondsOf(process.cpuUsage(from));
}
