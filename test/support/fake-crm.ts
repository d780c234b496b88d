import type { Facts } from "#core/decision.ts";
import {
  type CreatedBetween,
  type CreatedPage,
  type Crm,
  type CrmActivity,
  type CrmEvent,
  CrmFailure,
  type CrmLead,
  type CrmUser,
  type ParsedWebhook,
} from "#crm/port.ts";

export type Call =
  | "leads"
  | "setResponsible"
  | "leadIdsChangedSince"
  | "leadIdsInStage"
  | "leadsCreated"
  | "activitiesSince"
  | "subscribe"
  | "users"
  | "responsibles";

/** A CRM in memory: what it holds, what was asked of it, and how its next calls fail. */
export class FakeCrm implements Crm {
  readonly held = new Map<string, CrmLead>();
  /** Every write that took effect, as `lead → user`. */
  readonly writes: string[] = [];
  readonly calls: Call[] = [];
  readonly failures: { call: Call; failure: CrmFailure; afterEffect?: boolean }[] = [];
  /** Contact or company → its responsible user. */
  readonly clients = { contact: new Map<string, string>(), company: new Map<string, string>() };
  readonly refusesWithoutNaming = new Set<string>();
  people: CrmUser[] = [];
  /** What people did with leads. */
  readonly activities: CrmActivity[] = [];
  /** How many leads of the past it shows at a time. */
  perPage = 250;
  hook: "active" | "disabled" | "absent" = "absent";
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Creates or changes a lead in the CRM. */
  put(id: string, more: Partial<Omit<CrmLead, "facts">> & { facts?: Facts } = {}): CrmLead {
    const known = this.held.get(id);
    const lead: CrmLead = {
      name: `Lead ${id}`,
      responsible: "1",
      createdAt: this.#now(),
      closed: false,
      deleted: false,
      ...known,
      ...more,
      id,
      updatedAt: this.#now(),
      facts: { channel: "call", ...known?.facts, ...more.facts },
    };
    this.held.set(id, lead);
    return lead;
  }

  account = async () => ({
    id: "100",
    name: "Косметика",
    subdomain: "cosmetics",
    timeZone: "Asia/Tomsk",
  });
  users = async () => {
    this.#called("users");
    return this.people;
  };
  pipelines = async () => [];
  subscription = async () => this.hook;

  async leads(ids: readonly string[]): Promise<readonly CrmLead[]> {
    this.#called("leads");
    return ids.flatMap((id) => this.held.get(id) ?? []);
  }

  async responsibles(
    kind: "contact" | "company",
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    this.#called("responsibles");
    return new Map([...this.clients[kind]].filter(([id]) => ids.includes(id)));
  }

  async leadIdsChangedSince(since: number): Promise<readonly string[]> {
    this.#called("leadIdsChangedSince");
    return [...this.held.values()].filter((lead) => lead.updatedAt >= since).map(({ id }) => id);
  }

  async activitiesSince(since: number): Promise<readonly CrmActivity[]> {
    this.#called("activitiesSince");
    return this.activities.filter(({ at }) => at >= since);
  }

  /** A lead stands where its facts `pipeline` and `stage` say. */
  async leadIdsInStage(pipeline: string, stage: string): Promise<readonly string[]> {
    this.#called("leadIdsInStage");
    return [...this.held.values()]
      .filter(({ facts, deleted }) => !deleted && stands(facts, pipeline, stage))
      .sort((one, other) => one.createdAt - other.createdAt)
      .map(({ id }) => id);
  }

  async leadsCreated({ from, to, page }: CreatedBetween): Promise<CreatedPage> {
    this.#called("leadsCreated");
    const past = [...this.held.values()]
      .filter(({ createdAt, deleted }) => createdAt >= from && createdAt < to && !deleted)
      .sort((one, other) => one.createdAt - other.createdAt);
    const end = page * this.perPage;
    return { leads: past.slice(end - this.perPage, end), more: past.length > end };
  }

  async setResponsible(
    assignments: readonly { readonly lead: string; readonly user: string }[],
  ): Promise<readonly string[]> {
    if (assignments.some(({ lead }) => this.refusesWithoutNaming.has(lead))) {
      throw new CrmFailure("refused", "Request validation failed");
    }
    const failure = this.failures[0];
    const isLost = failure?.call === "setResponsible" && failure.afterEffect === true;
    if (!isLost) this.#called("setResponsible");
    for (const { lead, user } of assignments) {
      this.put(lead, { responsible: user });
      this.writes.push(`${lead} → ${user}`);
    }
    if (isLost) this.#called("setResponsible");
    return assignments.map(({ lead }) => lead);
  }

  async subscribe(): Promise<void> {
    this.#called("subscribe");
    this.hook = "active";
  }

  parseWebhook(body: string): ParsedWebhook {
    return JSON.parse(body) as ParsedWebhook;
  }

  #called(call: Call): void {
    this.calls.push(call);
    if (this.failures[0]?.call === call)
      throw (this.failures.shift() as { failure: Error }).failure;
  }
}

function stands({ pipeline, stage }: Facts, inPipeline: string, inStage: string): boolean {
  return [pipeline].flat().includes(inPipeline) && [stage].flat().includes(inStage);
}

/** A webhook's body in the fake's own words. */
export type HookEvent = Partial<CrmEvent> & { readonly lead: string };

export function hookBody(...events: HookEvent[]): string {
  const whole = events.map((event) => ({
    kind: "added",
    changedAt: null,
    facts: {},
    key: "",
    ...event,
  }));
  return JSON.stringify({ accountId: "100", subdomain: "cosmetics", events: whole });
}
