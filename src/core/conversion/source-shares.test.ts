import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bookOf,
  type Happening,
  happenings,
  memberOf,
  questionOf,
} from "#test/support/outcomes.ts";
import { ofDecisions } from "#test/support/worlds.ts";
import { type AdaptiveEvidence, adaptiveEvidence } from "./evidence.ts";
import { sharesBySource, sharesFrom } from "./shares.ts";

const question = questionOf({ per_source: true });
const evidenceOf = (events: readonly Happening[]): AdaptiveEvidence =>
  adaptiveEvidence(bookOf(events), question);

test(
  "each source is shared out wholly, above everybody's floor, and nobody has more than his ceiling of all",
  () => {
    fc.assert(
      fc.property(happenings, (events) => {
        const evidence = evidenceOf(events);
        const bySource = sharesBySource(evidence);
        fc.pre(bySource !== null);
        for (const shares of Object.values(bySource)) {
          const parts = Object.values(shares);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
          for (const part of parts) expect(part).toBeGreaterThan(0.15 / parts.length - 1e-9);
        }
        const all = sharesFrom(evidence);
        expect(Object.values(all).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
        // The last correction is for the whole, so that a trace above the ceiling is left.
        for (const part of Object.values(all)) expect(part).toBeLessThan(2 / 5 + 0.01);
        const read = JSON.parse(JSON.stringify(evidence)) as AdaptiveEvidence;
        expect(sharesBySource(read)).toEqual(bySource);
      }),
      { ...ofDecisions.parameters, numRuns: Math.ceil(ofDecisions.parameters.numRuns / 20) },
    );
  },
  ofDecisions.timeout,
);

/** 1,000 leads of two sources in turn, of which everybody sells as `sells` says. */
function leadsOf(sells: (member: number, source: string, nth: number) => boolean): Happening[] {
  return Array.from({ length: 1_000 }, (_, place): readonly Happening[] => {
    const member = place % 5;
    const source = Math.floor(place / 5) % 2 === 0 ? "site" : "shop";
    const lead = String(place);
    const at = place * 9_000_000;
    const given = { kind: "given", lead, manager: memberOf(member), source, at } as const;
    const isSold = sells(member, source, Math.floor(place / 10));
    return isSold ? [given, { kind: "won", lead, at: at + 1_000 }] : [given];
  })
    .flat()
    .sort((one, other) => one.at - other.at);
}

test("who sells a source better than others is given more of it", () => {
  const evidence = evidenceOf(
    leadsOf((member, source, nth) =>
      member === 0 && source === "site" ? nth % 2 === 0 : nth % 6 === 0,
    ),
  );
  const shares = sharesBySource(evidence);
  const [site, shop] = [shares?.["site"], shares?.["shop"]];
  expect(site?.[memberOf(0)]).toBeGreaterThan(2 * (shop?.[memberOf(0)] ?? 1));
});

test("a better source makes nobody better: where all are alike, all sources are shared nearly alike", () => {
  const asked = questionOf({ per_source: true });
  const members = asked.members.map((member) => ({ ...member, comfort: 100 }));
  const events = leadsOf((_member, source, nth) => nth % (source === "site" ? 3 : 12) === 0);
  const evidence = adaptiveEvidence(bookOf(events), { ...asked, members });
  const [shop, site, other] = evidence.sources ?? [];
  expect([shop?.source, site?.source, other?.source]).toEqual(["shop", "site", ""]);
  expect((site?.quality ?? 0) / (shop?.quality ?? 1)).toBeGreaterThan(3);
  for (const shares of Object.values(sharesBySource(evidence) ?? {})) {
    for (const share of Object.values(shares)) expect(Math.abs(share - 0.2)).toBeLessThan(0.1);
  }
});

test("rare sources are taken together, and without the option there are none", () => {
  const events = leadsOf((_member, _source, nth) => nth % 5 === 0);
  const renamed = events.map((event) =>
    event.kind === "given" && Number(event.lead) < 20 ? { ...event, source: "rare" } : event,
  );
  expect(evidenceOf(renamed).sources?.map(({ source }) => source)).toEqual(["shop", "site", ""]);
  const blind = adaptiveEvidence(bookOf(events), questionOf());
  expect(blind.sources).toBeUndefined();
  expect(sharesBySource(blind)).toBeNull();
});
