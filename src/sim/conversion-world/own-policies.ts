/** The product's two methods at work in a simulated team: the same evidence, shares and ledger. */
import {
  adaptiveEvidence,
  conversionEvidence,
  type ShareEvidence,
  type ShareMember,
} from "#core/conversion/evidence.ts";
import {
  emptyBook,
  ended,
  type OutcomeBook,
  receivedByShare,
} from "#core/conversion/outcome-book.ts";
import { type ShareSettings, shareSettings } from "#core/conversion/settings.ts";
import { sharesBySource, sharesFrom, weightsFrom } from "#core/conversion/shares.ts";
import { OTHER_SOURCES } from "#core/conversion/sources.ts";
import { tieRank } from "#core/tie.ts";
import type { ArrivingLead, Desk, KnownOutcome, Place, TeamAsTold } from "./desk.ts";
import { RecentLeads } from "./recent-leads.ts";
import { TurnKeeper } from "./turn-keeper.ts";

const usual = shareSettings({ options: {} }, "UTC");

export interface OwnOptions extends Partial<ShareSettings> {
  /** Of all leads, so many go by equal turns as a control group. */
  readonly control?: number;
}

/** Shares move with every outcome; who is above his comfortable rate is passed over. */
export function conversion(team: TeamAsTold, options: OwnOptions = {}): Desk {
  const office = new Office(team);
  const recent = new RecentLeads(team.members);
  const settings = { ...usual, ...options };
  let isNew = true;
  let size = 0;
  return {
    ...office.ears(() => {
      isNew = true;
    }),
    give: (lead) => {
      if (isNew || lead.present.length !== size) {
        const members = office.membersAt(lead.present);
        const question = { members, settings, at: lead.at, seed: 0 };
        office.share(conversionEvidence(office.book, question));
        isNew = false;
        size = lead.present.length;
      }
      const most = team.comfort ?? Number.POSITIVE_INFINITY;
      const below = lead.present.filter((place) => recent.of(place, lead.at) < most);
      const manager = office.next(lead, below.length > 0 ? below : lead.present);
      recent.receive(manager, lead.at);
      return manager;
    },
    night: () => {},
  };
}

/** Shares move once a night. */
export function adaptive(team: TeamAsTold, options: OwnOptions = {}): Desk {
  const office = new Office(team);
  const controls = new TurnKeeper(team.members);
  const { control = 0, ...others } = options;
  const settings = { ...usual, ...others };
  return {
    ...office.ears(() => {}),
    give: (lead) => {
      if (tieRank(0, String(lead.lead), "control") >= control * 2 ** 32) {
        return office.next(lead, lead.present);
      }
      const manager = controls.next(lead.present, () => 1);
      office.receive(lead, manager);
      return manager;
    },
    night: (at, present) => {
      const members = office.membersAt(present);
      office.share(adaptiveEvidence(office.book, { members, settings, at, seed: 0 }));
    },
  };
}

/** What both methods keep: the outcomes, the shares, the turns. */
class Office {
  readonly book: OutcomeBook = emptyBook();
  readonly #team: TeamAsTold;
  readonly #turns: TurnKeeper;
  #weights: Readonly<Record<string, number>> = {};
  #weightsBySource: Readonly<Record<string, Readonly<Record<string, number>>>> = {};

  constructor(team: TeamAsTold) {
    this.#team = team;
    this.#turns = new TurnKeeper(team.members);
  }

  /** @param heard called with every outcome */
  ears(heard: () => void): Pick<Desk, "imported" | "told"> {
    return {
      imported: (lead, manager) => this.receive(lead, manager),
      told: ({ lead, state, at }: KnownOutcome) => {
        ended(this.book, { lead: String(lead), state, at });
        heard();
      },
    };
  }

  membersAt(present: readonly Place[]): readonly ShareMember[] {
    return present.map((place) => ({ manager: String(place), comfort: this.#team.comfort }));
  }

  share(evidence: ShareEvidence): void {
    const bySource = sharesBySource(evidence) ?? {};
    this.#weights = weightsFrom(sharesFrom(evidence));
    this.#weightsBySource = Object.fromEntries(
      Object.entries(bySource).map(([source, shares]) => [source, weightsFrom(shares)]),
    );
  }

  next(lead: ArrivingLead, eligible: readonly Place[]): Place {
    const weights =
      this.#weightsBySource[String(lead.source)] ??
      this.#weightsBySource[OTHER_SOURCES] ??
      this.#weights;
    const manager = this.#turns.next(eligible, (place) => weights[String(place)] ?? 1);
    this.receive(lead, manager);
    return manager;
  }

  receive({ lead, at, source }: ArrivingLead, manager: Place): void {
    receivedByShare(this.book, {
      lead: String(lead),
      manager: String(manager),
      source: String(source),
      at,
    });
  }
}
