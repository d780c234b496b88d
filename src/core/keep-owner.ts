/**
 * A known client goes to his own manager.
 *
 * Whose client it is, facts of the lead tell, each a manager's key or his CRM user as `crm:` names
 * it: `owner.contact`, `owner.company` (responsible there), `owner.last` (had the client's previous
 * lead), `owner.spoke` (spoke with him last), and `owner.same_client` (had or waits for a lead of
 * this client within the account's `same_client`). Whoever asks for a decision puts them there.
 */
import type { Facts, KeptOwner } from "./decision.ts";
import type { CompiledRule, Program } from "./program.ts";
import { dayAt, dayOf } from "./time.ts";

export interface Claim extends KeptOwner {
  /** The manager's place in `Program.managers`. */
  readonly index: number;
  readonly when: "always" | "on_shift" | { readonly waitMs: number };
  readonly costsTurn: boolean;
}

/** The fact that tells an owner. */
export const ownerFact = (of: KeptOwner["of"]): `owner.${KeptOwner["of"]}` => `owner.${of}`;

/** Whether a lead of this rule may have a manager of its own, so that facts are worth looking up. */
export function keepsOwners({ rule }: CompiledRule, { configuration }: Program): boolean {
  return rule.keepOwner !== null || configuration.account.sameClientMs !== null;
}

/** Everybody whose client this is, in the order in which they are asked. */
export function claimsOn(
  { rule }: CompiledRule,
  program: Program,
  { facts, at }: { readonly facts: Facts; readonly at: number },
): readonly Claim[] {
  const { keepOwner } = rule;
  const claims: Claim[] = [];
  if (program.configuration.account.sameClientMs !== null) {
    const owner = ownerOf("same_client", program, { facts, at });
    // Leads of one client stay together whatever the hour, and only the first costs a turn.
    if (owner !== null) claims.push({ ...owner, when: "always", costsTurn: false });
  }
  for (const of of keepOwner?.of ?? []) {
    const owner = ownerOf(of, program, { facts, at });
    if (owner === null || keepOwner === null) continue;
    const { when, costsTurn } = keepOwner;
    if (!claims.some(({ index }) => index === owner.index)) {
      claims.push({ ...owner, when, costsTurn });
    }
  }
  return claims;
}

function ownerOf(
  of: KeptOwner["of"],
  program: Program,
  { facts, at }: { readonly facts: Facts; readonly at: number },
): (KeptOwner & { readonly index: number }) | null {
  const said = facts[ownerFact(of)];
  const index = said === undefined ? null : managerBy(String(said), program);
  if (index === null) return null;
  const { manager, timeZone } = program.staff[index] ?? {};
  if (manager === undefined || timeZone === undefined) return null;
  const deputy = deputyOf(manager, dayAt(at, timeZone));
  const stand = deputy === null ? undefined : program.managerIndex.get(deputy);
  if (deputy === null || stand === undefined) {
    return { of, manager: manager.key, deputyOf: null, index };
  }
  return { of, manager: deputy, deputyOf: manager.key, index: stand };
}

/** His place by key or CRM user; null: he is nobody here, or never counts as an owner. */
function managerBy(said: string, { configuration, managers, managerIndex }: Program) {
  const index = managerIndex.get(said) ?? managers.findIndex(({ crm }) => crm === said);
  const manager = managers[index];
  if (manager === undefined) return null;
  const { neverOwners } = configuration.account;
  const never = neverOwners.some((one) => one === manager.key || one === manager.crm);
  return never ? null : index;
}

/** Who takes his clients' leads on a civil date; both dates of the term belong to it. */
function deputyOf({ deputy }: Program["managers"][number], day: number): string | null {
  if (deputy === null) return null;
  return dayOf(deputy.from) <= day && day <= dayOf(deputy.to) ? deputy.who : null;
}
