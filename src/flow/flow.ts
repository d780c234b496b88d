import type { Crm } from "#crm/port.ts";
import { type Account, findAccount } from "#store/accounts.ts";
import { StoreProblem } from "#store/problem.ts";
import { isDatabaseAway } from "#store/server-problem.ts";
import { Desks } from "./desks.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { Click } from "./offers.ts";
import type { Acceptance } from "./offers-answers.ts";
import type { CrmLogin, FlowPorts } from "./ports.ts";
import { sealedCrm } from "./sealed-crm.ts";
import { Turns } from "./turns.ts";

/** The kinds of work that an account has; each is done by one lane at a time. */
export type Work =
  | "decide"
  | "release"
  | "watch"
  | "deliver"
  | "sweep"
  | "attend"
  | "move"
  | "learn"
  | "import";

/** The ports, and what a process remembers between use cases. */
export interface Flow extends FlowPorts {
  readonly desks: Desks;
  /** By account: who accepts offers at this moment. */
  readonly acceptances: Map<string, GroupCommit<Click, Acceptance>>;
  /** Whatever may wait for an account's row: it must never hold all connections to the database. */
  readonly lockTurns: Turns;
  /** Says that there is something to do; without a running service nobody listens. */
  kick(account: string, work: Work): void;
  /** The account as read lately; while the database is away, as last known. Null: there is none. */
  account(id: string): Promise<Account | null>;
  /** The account's CRM; null where it has none. */
  crm(account: Account): Crm | null;
  /** Forgets what it remembers of an account, after a change to it. */
  forget(account: string): void;
}

const ACCOUNT_FRESH_MS = 5_000;
/** Half of the connections: webhooks and screens are answered by the others (see open-database.ts). */
const LOCKS_MAX = 5;

/** The use cases of one process. `kick` is what the running service does on it. */
export function createFlow(ports: FlowPorts, kick: Flow["kick"] = () => undefined): Flow {
  const accounts = new Map<string, { readonly account: Account; readonly readAt: number }>();
  const crms = new Map<string, { readonly login: string; readonly crm: Crm }>();
  return {
    ...ports,
    desks: new Desks(ports),
    acceptances: new Map(),
    lockTurns: new Turns(LOCKS_MAX),
    kick,
    async account(id) {
      const known = accounts.get(id);
      const now = ports.clock.now();
      if (known && now - known.readAt < ACCOUNT_FRESH_MS) return known.account;
      try {
        const account = await findAccount(ports.database.kysely, id);
        if (account !== null) accounts.set(id, { account, readAt: now });
        return account;
      } catch (error) {
        if (known && isDatabaseAway(error)) return known.account;
        throw error;
      }
    },
    crm(account) {
      const { crmAddress, crmTokenEncrypted, crmHeaders } = account;
      if (crmAddress === null || crmTokenEncrypted === null) return null;
      const login = JSON.stringify([crmAddress, crmTokenEncrypted, crmHeaders]);
      const known = crms.get(account.id);
      if (known?.login === login) return known.crm;
      const crm = connectionOf(ports, account.id, {
        address: crmAddress,
        token: crmTokenEncrypted,
        headers: crmHeaders ?? {},
      });
      crms.set(account.id, { login, crm });
      return crm;
    },
    forget(account) {
      accounts.delete(account);
    },
  };
}

/** @param sealed its token as stored */
function connectionOf(ports: FlowPorts, account: string, sealed: CrmLogin): Crm {
  try {
    const token = ports.secrets.open(sealed.token, account);
    return ports.connect({ ...sealed, token });
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error;
    return sealedCrm(ports.connect({ ...sealed, token: "" }), error);
  }
}
