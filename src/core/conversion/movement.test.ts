import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bookOf,
  type Happening,
  happenings,
  memberOf,
  questionOf,
} from "#test/support/outcomes.ts";
import { adaptiveEvidence, conversionEvidence, type ShareQuestion } from "./evidence.ts";
import { movements } from "./movement.ts";
import { sharesFrom } from "./shares.ts";

const draws = { conversion: conversionEvidence, adaptive: adaptiveEvidence };
const question = questionOf();
const [first, ...others] = question.members;

/** A quarter of a year of leads in turn, of which `winner` sells every fourth. */
function quarter(winner: string): readonly Happening[] {
  return Array.from({ length: 400 }, (_, place): readonly Happening[] => {
    const manager = memberOf(place % 5);
    const given = { kind: "given", lead: String(place), manager, at: place * 2e7 } as const;
    const sells = place % 20 === 0 || (manager === winner && place % 4 === 0);
    return sells ? [given, { kind: "won", lead: given.lead, at: given.at + 5e7 }] : [given];
  })
    .flat()
    .sort((one, other) => one.at - other.at);
}

const codesOf = (
  of: keyof typeof draws,
  [before, after]: readonly [ShareQuestion, ShareQuestion],
  books: readonly [readonly Happening[], readonly Happening[]],
) =>
  movements(draws[of](bookOf(books[0]), before), draws[of](bookOf(books[1]), after)).map(
    ({ manager, because }) => [manager, because.map(({ code }) => code)] as const,
  );

test("a share that leads and sales have moved says so", () => {
  const books = [quarter("none"), quarter(memberOf(3))] as const;
  for (const of of ["conversion", "adaptive"] as const) {
    const codes = new Map(codesOf(of, [question, question], books));
    expect(codes.get(memberOf(3))).toEqual(["evidence"]);
  }
});

test("a colleague who leaves or comes is told as the team", () => {
  const books = [quarter(memberOf(3)), quarter(memberOf(3))] as const;
  const fewer = { ...question, members: others };
  for (const of of ["conversion", "adaptive"] as const) {
    const left = new Map(codesOf(of, [question, fewer], books));
    expect(left.get(memberOf(3))?.[0]).toBe("team");
    expect(left.has(first?.manager ?? "")).toBe(false);
    const came = movements(
      draws[of](bookOf(books[0]), fewer),
      draws[of](bookOf(books[0]), question),
    );
    expect(came[0]).toMatchObject({ manager: first?.manager, from: null });
  }
});

test("a comfortable rate that was written anew is told as load", () => {
  const books = [quarter(memberOf(3)), quarter(memberOf(3))] as const;
  const busy = { ...question, at: 400 * 2e7 };
  const relaxed = { ...busy, members: busy.members.map((member) => ({ ...member, comfort: 400 })) };
  const codes = codesOf("adaptive", [busy, relaxed], books).flatMap(([, told]) => told);
  expect([...new Set(codes)]).toEqual(["load"]);
});

test("a raised floor is told as such, and what it takes from the others as the ceiling of theirs", () => {
  const books = [quarter(memberOf(3)), quarter(memberOf(3))] as const;
  const raised = { ...question, settings: { ...question.settings, floor: 0.9 } };
  for (const of of ["conversion", "adaptive"] as const) {
    const codes = new Map(codesOf(of, [question, raised], books));
    expect(codes.get(memberOf(3))).toEqual(["ceiling"]);
    expect([...codes.values()].flat()).toContain("floor");
  }
});

test("somebody new beside a known team has his ramp, until he has had thirty leads", () => {
  const events = quarter(memberOf(3));
  const newcomer = { manager: "new", comfort: 30 };
  const joined = { ...question, members: [...question.members, newcomer] };
  const book = bookOf(events);
  const before = adaptiveEvidence(book, joined);
  expect(before.members.filter(({ isNew }) => isNew).map(({ manager }) => manager)).toEqual([
    "new",
  ]);
  expect(before.members.at(-1)).toMatchObject({ floor: 0.3, ceiling: 1 });
  const given = Array.from(
    { length: 30 },
    (_, place): Happening => ({
      kind: "given",
      lead: `new ${place}`,
      manager: "new",
      at: 9e9 + place,
    }),
  );
  const after = adaptiveEvidence(bookOf([...events, ...given]), joined);
  expect(after.members.at(-1)).toMatchObject({ floor: 0.15, ceiling: 2, isNew: false });
  const move = movements(before, after).find(({ manager }) => manager === "new");
  expect(move?.because.map(({ code }) => code)).toContain("ramp");
});

test("another method is told as such", () => {
  const book = bookOf(quarter(memberOf(3)));
  const moved = movements(conversionEvidence(book, question), adaptiveEvidence(book, question));
  expect(moved.flatMap(({ because }) => because.map(({ code }) => code))).toContain("method");
});

test("the parts of a move add up to it, but for what is too small to tell", () => {
  const pair = fc.tuple(happenings, happenings);
  fc.assert(
    fc.property(
      pair,
      fc.constantFrom("conversion" as const, "adaptive" as const),
      ([one, two], of) => {
        const before = draws[of](bookOf(one), { ...question, members: others });
        const after = draws[of](bookOf(two), question);
        const shares = sharesFrom(after);
        for (const { manager, from, to, because } of movements(before, after)) {
          const told = because.reduce((sum, { by }) => sum + by, from ?? 0);
          expect(to).toBe(shares[manager]);
          expect(Math.abs(told - to)).toBeLessThan(0.0041);
        }
      },
    ),
    { numRuns: 60 },
  );
});
