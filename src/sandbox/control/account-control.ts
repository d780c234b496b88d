import { changeLead } from "#sandbox/crm/change-lead.ts";
import { deleteLead, restoreLead } from "#sandbox/crm/leads.ts";
import { type Fault, type FaultRequest, faultRequest } from "#sandbox/faults/faults.ts";
import type { Lead, User } from "#sandbox/state/account.ts";
import { ensureTag } from "#sandbox/state/look-up.ts";
import {
  type AccountSettings,
  changeSettings,
  type SettingsChange,
} from "#sandbox/state/settings.ts";
import type { Tenant } from "#sandbox/state/world.ts";
import { createLead } from "./create-lead.ts";
import { fieldsNamed, knownUser, pipelineNamed, reasonNamed, stageNamed } from "./places.ts";
import {
  ControlProblem,
  type LeadChangeRequest,
  type LeadRequest,
  leadChangeRequest,
  leadRequest,
  type UserChangeRequest,
} from "./requests.ts";
import { type WorkRequest, work, workRequest } from "./work.ts";

/** One row of the compact list of leads: what tests compare and benchmarks time. */
export interface LeadRow {
  readonly id: number;
  readonly name: string;
  readonly status_id: number;
  readonly pipeline_id: number;
  readonly responsible_user_id: number;
  readonly source: string | null;
  readonly is_deleted: boolean;
  /** Epoch milliseconds. */
  readonly arrived_ms: number;
  /** Epoch milliseconds of the last change of the responsible user; null: never changed. */
  readonly responsible_set_ms: number | null;
  readonly responsible_changes: number;
}

/** Everything one may do to an account from outside its API, in this process or over HTTP. */
export class AccountControl {
  readonly tenant: Tenant;

  constructor(tenant: Tenant) {
    this.tenant = tenant;
  }

  /** Leads arrive now, in the given order; gives their ids. Throws ControlProblem, ZodError. */
  addLeads(requests: readonly LeadRequest[]): number[] {
    const complete = requests.map((request) => leadRequest.parse(request));
    return complete.map((request) => createLead(this.tenant.account, request));
  }

  /** A person or a robot changes a lead in the CRM. */
  changeLead(id: number, request: LeadChangeRequest): void {
    const { account } = this.tenant;
    const wish = leadChangeRequest.parse(request);
    const lead = this.#lead(id);
    const by = knownUser(account, wish.as ?? account.owner.id);
    const pipeline = pipelineNamed(account, wish.pipeline ?? lead.pipelineId);
    const change = {
      name: wish.name,
      price: wish.price,
      pipelineId: pipeline.id,
      statusId: wish.stage === undefined ? undefined : stageNamed(pipeline, wish.stage),
      responsibleUserId:
        wish.responsible === undefined ? undefined : knownUser(account, wish.responsible),
      lossReasonId: wish.lossReason === undefined ? undefined : reasonNamed(wish.lossReason),
      fields: wish.fields && fieldsNamed(account, wish.fields),
      tags: wish.tags?.map((name) => ensureTag(account, name)),
    };
    changeLead(account, lead, { change, by });
    if (wish.deleted === true) deleteLead(account, lead, by);
    if (wish.deleted === false) restoreLead(account, lead, by);
  }

  /** Somebody calls, answers, writes a note or finishes a task. */
  work(id: number, request: WorkRequest): void {
    const { account } = this.tenant;
    const { kind, as, seconds } = workRequest.parse(request);
    const lead = this.#lead(id);
    const by = knownUser(account, as ?? lead.responsibleUserId);
    work(account, lead, { kind, by, seconds });
  }

  /** Leads with an id above `after`, oldest first. */
  leads({ after = 0, limit = Number.POSITIVE_INFINITY } = {}): LeadRow[] {
    const rows: LeadRow[] = [];
    for (const lead of this.tenant.account.leads.values()) {
      if (lead.id <= after) continue;
      if (rows.length >= limit) break;
      rows.push(this.#row(lead));
    }
    return rows;
  }

  changeUser(id: number, change: UserChangeRequest): User {
    const { users } = this.tenant.account;
    const user = users.get(knownUser(this.tenant.account, id));
    if (!user) throw new ControlProblem("User 0 is nobody and cannot be changed");
    const { active = user.active, free = user.free, name = user.name } = change;
    const changed = { ...user, active, free, name };
    users.set(id, changed);
    return changed;
  }

  changeSettings(change: SettingsChange): AccountSettings {
    changeSettings(this.tenant.account.settings, change);
    return this.tenant.account.settings;
  }

  addFault(request: FaultRequest): Fault {
    return this.tenant.faults.add(faultRequest.parse(request));
  }

  clearFaults(): void {
    this.tenant.faults.clear();
  }

  #lead(id: number): Lead {
    const lead = this.tenant.account.leads.get(id);
    if (lead) return lead;
    throw new ControlProblem(`There is no lead ${id} in ${this.tenant.account.subdomain}`, 404);
  }

  #row(lead: Lead): LeadRow {
    return {
      id: lead.id,
      name: lead.name,
      status_id: lead.statusId,
      pipeline_id: lead.pipelineId,
      responsible_user_id: lead.responsibleUserId,
      source: this.tenant.account.sources.get(lead.sourceId ?? -1)?.name ?? null,
      is_deleted: lead.deleted,
      arrived_ms: lead.arrivedMs,
      responsible_set_ms: lead.responsibleSetMs,
      responsible_changes: lead.responsibleChanges,
    };
  }
}
