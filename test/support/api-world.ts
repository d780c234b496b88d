/** The whole HTTP application over an account in a database, called in this process. */
import { createHash, randomBytes } from "node:crypto";
import type { Hono } from "hono";
import type { Role } from "#api/contract/endpoint.ts";
import { createLive, type Live } from "#api/live.ts";
import { answersOf } from "#cli/answers.ts";
import { createNotify, type Notify } from "#flow/notify-channels.ts";
import { channelsWithin } from "#notify/channels.ts";
import type { Database } from "#store/open-database.ts";
import { insertUser, type OwnManager, openAccount } from "#store/people.ts";
import { insertSession } from "#store/sessions.ts";
import { World } from "./flow-world.ts";

export const json = { "content-type": "application/json" };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
  readonly body: any;
}

interface NewPerson {
  readonly role: Role;
  /** Which account is open to him; null: none. */
  readonly account: string | null;
  readonly manager?: OwnManager | null;
}

interface Joined {
  readonly id: number;
  readonly login: string;
  readonly cookie: string;
}

export class ApiWorld {
  readonly world: World;
  readonly live: Live;
  readonly network: Hono;
  readonly local: Hono;
  readonly notify: Notify;

  private constructor(
    world: World,
    answers: { network: Hono; local: Hono; live: Live; notify: Notify },
  ) {
    this.world = world;
    this.notify = answers.notify;
    this.live = answers.live;
    this.network = answers.network;
    this.local = answers.local;
  }

  static async open(
    database: Database,
    configuration?: string,
    { publicUrl = null }: { readonly publicUrl?: string | null } = {},
  ): Promise<ApiWorld> {
    const world = await World.open(database, configuration);
    const live = createLive();
    // Whatever address is connected, it is this CRM; it cannot reach us.
    world.restart({ live, connect: () => world.crm, hookAddress: () => null });
    const { flow, intake } = world;
    const backend = {
      database,
      ports: flow,
      live,
      metrics: { ...flow.metrics, text: async () => "" },
    };
    const notify = createNotify(flow, { channels: channelsWithin(2_000), publicUrl });
    const answers = answersOf(backend, { flow, intake, notify }, { publicUrl });
    return new ApiWorld(world, { ...answers, live, notify });
  }

  get db(): Database["kysely"] {
    return this.world.database.kysely;
  }

  /**
   * Somebody of the role, to whom the account is open, signed in; of the role `manager` he is Урсула.
   *
   * @returns his cookie
   */
  async signedIn(role: Role, account: string | null = this.world.account): Promise<string> {
    const manager = role === "manager" ? { account: account ?? "", key: "ursula" } : null;
    return (await this.joins({ role, account, manager })).cookie;
  }

  /** A new user, signed in. */
  async joins({ role, account, manager = null }: NewPerson): Promise<Joined> {
    const name = `${role}-${randomBytes(4).toString("hex")}`;
    const now = this.world.clock.now();
    const person = { login: name, name, role, language: "ru", passwordHash: "none" } as const;
    const user = await insertUser(this.db, { ...person, manager }, now);
    if (user === null) throw new Error("a random login was taken");
    if (account !== null) await openAccount(this.db, { account, user: user.id });
    const token = randomBytes(16).toString("hex");
    const tokenHash = createHash("sha256").update(token).digest("hex");
    await insertSession(this.db, { tokenHash, user: user.id, expiresAt: now + 60_000_000 }, now);
    return { id: user.id, login: name, cookie: `smena_session=${token}` };
  }

  async call(method: string, path: string, more: CallOptions = {}): Promise<Answer> {
    const { cookie, body, headers } = more;
    const response = await this.network.request(`/api/v1${path}`, {
      method,
      headers: { ...json, ...(cookie !== undefined && { cookie }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }
}

export interface CallOptions {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
