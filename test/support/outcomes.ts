/** Histories of leads and what became of them, drawn at random, for shares by conversion. */
import fc from "fast-check";
import type { ShareQuestion } from "#core/conversion/evidence.ts";
import {
  emptyBook,
  ended,
  letLie,
  type OutcomeBook,
  receivedByShare,
} from "#core/conversion/outcome-book.ts";
import { shareSettings } from "#core/conversion/settings.ts";

export type Happening =
  | {
      readonly kind: "given";
      readonly lead: string;
      readonly manager: string;
      readonly source?: string;
      readonly at: number;
    }
  | {
      readonly kind: "won" | "lost" | "junk" | "open" | "missed";
      readonly lead: string;
      readonly at: number;
    };

const MEMBERS = 5;
const HOUR_MS = 3_600_000;
const DAYS = 120;

export const memberOf = (place: number): string => `m${place}`;

/** In the order of time; many leads come at one instant, and outcomes later than their leads. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 0, max: DAYS * 4 }).map((sixth) => sixth * 6),
      manager: fc.integer({ min: 0, max: MEMBERS - 1 }).map(memberOf),
      source: fc.constantFrom("site", "site", "shop"),
      end: fc.constantFrom("won", "lost", "lost", "junk", "open", "open", "missed", "none", "none"),
      after: fc.integer({ min: 1, max: 900 }),
    }),
    { minLength: 1, maxLength: 150, size: "max" },
  )
  .map((drawn) =>
    drawn
      .flatMap(({ hours, manager, source, end, after }, place): readonly Happening[] => {
        const lead = String(place);
        const at = hours * HOUR_MS;
        const given = { kind: "given", lead, manager, source, at } as const;
        if (end === "none") return [given];
        return [given, { kind: end as "won", lead, at: at + after * HOUR_MS }];
      })
      .filter(({ at }) => at <= DAYS * 24 * HOUR_MS)
      .sort((one, other) => one.at - other.at),
  );

export function bookOf(events: readonly Happening[]): OutcomeBook {
  const book = emptyBook();
  for (const event of events) {
    const { lead, at } = event;
    if (event.kind === "given") {
      receivedByShare(book, { lead, at, manager: event.manager, source: event.source ?? "" });
    } else if (event.kind === "missed") letLie(book, lead, at);
    else ended(book, { lead, state: event.kind, at });
  }
  return book;
}

/** At the end of all of them, with the usual settings; one member's comfortable rate is not written. */
export function questionOf(options: Readonly<Record<string, unknown>> = {}): ShareQuestion {
  const members = Array.from({ length: MEMBERS }, (_, place) => ({
    manager: memberOf(place),
    comfort: place === 0 ? null : 10 * place,
  }));
  const settings = shareSettings({ options }, "UTC");
  return { members, settings, at: DAYS * 24 * HOUR_MS, seed: 3 };
}
