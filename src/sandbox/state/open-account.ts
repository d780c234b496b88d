import { randomBytes } from "node:crypto";
import type { CompleteAccountSeed } from "#sandbox/seed.ts";
import type { Account, CustomField, Pipeline, Status, User } from "./account.ts";
import type { Ids } from "./ids.ts";
import { ordinarySettings } from "./settings.ts";
import { ulids } from "./ulid.ts";

export const wonStatus = 142;
export const lostStatus = 143;
const stageColors = ["#99ccff", "#ffff99", "#ffcc66", "#ffcccc", "#c1e0ff", "#deff81"];
const trackingCodes = ["UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN", "UTM_CONTENT", "UTM_TERM"];

/** What an account keeps when it is seeded anew, so that its clients need not be told. */
export interface Identity {
  readonly id: number;
  readonly token: string;
}

/** Makes an account out of its seed: users, stages and the fields every account has; no leads. */
export function openAccount(
  seed: CompleteAccountSeed,
  world: {
    identity: Identity;
    clock: () => number;
    nextId: Ids;
    requestsPerSecond: number | null;
    publish: (account: Account) => Account["publish"];
  },
): Account {
  const groups = new Map(seed.groups.map((name) => [world.nextId("group"), name]));
  const users = seed.users.map((user) => userOf(user, { groups, nextId: world.nextId }));
  const owner = users.find((user) => user.admin) ?? users[0];
  if (!owner) throw new Error(`account ${seed.subdomain} has no users`);
  const account: Account = {
    ...world.identity,
    subdomain: seed.subdomain,
    name: seed.name,
    timezone: seed.timezone,
    currency: seed.currency,
    owner: { ...owner, admin: true },
    groups,
    users: new Map(
      users.map((user) => [user.id, user.id === owner.id ? { ...user, admin: true } : user]),
    ),
    pipelines: pipelinesOf(seed, world.nextId),
    fields: new Map(ordinaryFields(world.nextId).map((field) => [field.id, field])),
    sources: new Map(),
    leads: new Map(),
    contacts: new Map(),
    companies: new Map(),
    unsorted: new Map(),
    unsortedByLead: new Map(),
    notes: new Map(),
    tasks: new Map(),
    tags: new Map(),
    events: [],
    webhooks: new Map(),
    settings: ordinarySettings(world.requestsPerSecond),
    clock: world.clock,
    nextId: world.nextId,
    nextEventId: ulids(),
    publish: (code, body) => world.publish(account)(code, body),
  };
  return account;
}

function userOf(
  seed: CompleteAccountSeed["users"][number],
  { groups, nextId }: { groups: ReadonlyMap<number, string>; nextId: Ids },
): User {
  const group = [...groups].find(([, name]) => name === seed.group);
  if (seed.group !== undefined && !group) {
    throw new Error(`user ${seed.name}: group «${seed.group}» is not among the account's groups`);
  }
  return {
    id: seed.id ?? nextId("user"),
    name: seed.name,
    email: seed.email,
    groupId: group?.[0] ?? 0,
    admin: seed.admin ?? false,
    active: seed.active ?? true,
    free: seed.free ?? false,
  };
}

function pipelinesOf(seed: CompleteAccountSeed, nextId: Ids): Map<number, Pipeline> {
  const main = Math.max(
    0,
    seed.pipelines.findIndex((pipeline) => pipeline.main),
  );
  return new Map(
    seed.pipelines.map((pipeline, index) => {
      const id = nextId("pipeline");
      const statuses = statusesOf(pipeline, nextId);
      return [id, { id, name: pipeline.name, sort: index + 1, main: index === main, statuses }];
    }),
  );
}

function statusesOf(
  pipeline: CompleteAccountSeed["pipelines"][number],
  nextId: Ids,
): readonly Status[] {
  const stages = pipeline.stages.map(
    (name, index): Status => ({
      id: nextId("status"),
      name,
      sort: 20 + index * 10,
      color: stageColors[index % stageColors.length] ?? "#fffeb2",
      kind: "open",
    }),
  );
  const unsorted: Status = {
    id: nextId("status"),
    name: "Неразобранное",
    sort: 10,
    color: "#c1c1c1",
    kind: "unsorted",
  };
  return [
    ...((pipeline.unsorted ?? true) ? [unsorted] : []),
    ...stages,
    { id: wonStatus, name: "Успешно реализовано", sort: 10_000, color: "#CCFF66", kind: "won" },
    {
      id: lostStatus,
      name: "Закрыто и не реализовано",
      sort: 11_000,
      color: "#D5D8DB",
      kind: "lost",
    },
  ];
}

function ordinaryFields(nextId: Ids): CustomField[] {
  const field = (rest: Omit<CustomField, "id">): CustomField => ({ id: nextId("field"), ...rest });
  return [
    field({ name: "Телефон", code: "PHONE", type: "multitext", entity: "contacts" }),
    field({ name: "Email", code: "EMAIL", type: "multitext", entity: "contacts" }),
    ...trackingCodes.map((code) =>
      field({ name: code.toLowerCase(), code, type: "tracking_data", entity: "leads" }),
    ),
  ];
}

/** Looks like amoCRM's token to whoever decodes it; the signature is random and never checked. */
export function longLivedToken(accountId: number, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    aud: "0b0832f6-d123-4123-9123-e73f23683300",
    jti: randomBytes(32).toString("hex"),
    iat: seconds,
    nbf: seconds,
    exp: seconds + 5 * 365 * 86_400,
    grant_type: "",
    account_id: accountId,
    base_domain: "amocrm.localhost",
    version: 2,
    scopes: ["crm", "files", "files_delete", "notifications", "push_notifications"],
    api_domain: "api-a.amocrm.localhost",
  };
  const signature = randomBytes(64).toString("base64url");
  return `${part({ typ: "JWT", alg: "RS256" })}.${part(claims)}.${signature}`;
}
