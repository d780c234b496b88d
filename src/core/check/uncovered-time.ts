/**
 * Hours of the week in which no live rule takes the leads of a channel that rules take at others.
 *
 * Asked of concrete leads: first the plainest one of the channel, then of every rule's leads those
 * that no other rule would take. Each finding is about one lead, so its interval is exact for it;
 * hours that an earlier finding of the channel has told are not told again. A lead that no rule
 * ever takes is none of these: rules may leave out a pipeline on purpose.
 */
import type { Condition } from "#core/configuration/types.ts";
import type { Facts } from "#core/decision.ts";
import type { Finding } from "./finding.ts";
import {
  acceptedBy,
  channels,
  decided,
  type LiveRule,
  ofChannel,
  recurrencesIn,
  type Survey,
  situationsWhere,
  warning,
  when,
} from "./survey.ts";
import { uncoveredSentence } from "./wording.ts";

export function uncoveredTime(survey: Survey): readonly Finding[] {
  const { rules } = survey;
  const mentioning = rules.filter(({ compiled }) => compiled.rule.conditions.some(asksChannel));
  if (mentioning.length === 0) return new Coverage(survey, "other", true).findings();
  return channels
    .filter((channel) => mentioning.some((rule) => takesChannel(survey, rule, channel)))
    .flatMap((channel) => new Coverage(survey, channel, false).findings());
}

function asksChannel(condition: Condition): boolean {
  return "fact" in condition ? condition.fact === "channel" : condition.of.some(asksChannel);
}

function takesChannel({ search }: Survey, rule: LiveRule, channel: string): boolean {
  return search.find([search.formula([ofChannel(channel)], true), rule.meets]).kind === "found";
}

class Coverage {
  readonly #survey: Survey;
  readonly #channel: string;
  /** No rule asks for the channel. */
  readonly #anyLead: boolean;
  /** Situations that a finding has told already. */
  readonly #told = new Set<number>();

  constructor(survey: Survey, channel: string, anyLead: boolean) {
    this.#survey = survey;
    this.#channel = channel;
    this.#anyLead = anyLead;
  }

  findings(): readonly Finding[] {
    const { rules } = this.#survey;
    const plain = { channel: this.#channel };
    const untaken = acceptedBy(rules, plain) === 0n && rules.length > 0;
    return [
      ...(untaken ? [] : this.#ofLead(plain)),
      ...rules.flatMap((rule) => this.#ofRule(rule)),
    ];
  }

  /** Of the rule's leads one that no other rule takes; else, hour by hour, one that none takes then. */
  #ofRule(rule: LiveRule): readonly Finding[] {
    const { rules, timeline } = this.#survey;
    const rivals = rules.filter(
      (other) => other !== rule && (other.rivals.includes(rule) || rule.rivals.includes(other)),
    );
    const own = this.#leadOf(rule, rivals);
    if (own !== null) return this.#ofLead(own);
    const findings: Finding[] = [];
    const asked = new Set<bigint>();
    const ofRivals = rivals.reduce((bits, { bit }) => bits | bit, 0n);
    for (const [place, { open }] of timeline.situations.entries()) {
      const inTheWay = open & ofRivals;
      if ((open & rule.bit) !== 0n || this.#told.has(place) || asked.has(inTheWay)) continue;
      asked.add(inTheWay);
      const lead = this.#leadOf(
        rule,
        rivals.filter(({ bit }) => (inTheWay & bit) !== 0n),
      );
      if (lead !== null) findings.push(...this.#ofLead(lead));
    }
    return findings;
  }

  #leadOf(rule: LiveRule, without: readonly LiveRule[]): Facts | null {
    const { search } = this.#survey;
    const channel = search.formula([ofChannel(this.#channel)], true);
    const found = search.find([channel, rule.meets, ...without.map(({ misses }) => misses)]);
    return found.kind === "found" ? found.facts : null;
  }

  /** The lead's hours without a rule that are not told yet. */
  #ofLead(facts: Facts): readonly Finding[] {
    const survey = this.#survey;
    const takers = acceptedBy(survey.rules, facts);
    const untaken = situationsWhere(survey.timeline, ({ open }) => (open & takers) === 0n);
    const fresh = new Set([...untaken].filter((place) => !this.#told.has(place)));
    for (const place of fresh) this.#told.add(place);
    return recurrencesIn(survey, untaken, fresh)
      .filter(({ first }) => decided(survey, facts, first.from).kind === "unmatched")
      .map((recurrence) => {
        const about = this.#anyLead ? { ...facts, channel: "" } : facts;
        const message = uncoveredSentence(about, when(survey, recurrence), survey.lang);
        return warning(survey, {
          code: "uncovered_time",
          rule: null,
          span: recurrence.first,
          facts,
          message,
        });
      });
  }
}
