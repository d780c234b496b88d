import { Faults } from "#sandbox/faults/faults.ts";
import { RateLimit } from "#sandbox/faults/rate-limit.ts";
import { seededRandom } from "#sandbox/random.ts";
import type { CompleteAccountSeed } from "#sandbox/seed.ts";
import { DeliveryLog } from "#sandbox/webhooks/delivery-log.ts";
import type { WebhookSender } from "#sandbox/webhooks/sender.ts";
import type { Account } from "./account.ts";
import { idsFrom } from "./ids.ts";
import { type Identity, longLivedToken, openAccount } from "./open-account.ts";

/** An account and what stands between it and its users. */
export interface Tenant {
  readonly account: Account;
  readonly limit: RateLimit;
  readonly faults: Faults;
  readonly deliveries: DeliveryLog;
}

/** All accounts of a running sandbox, by subdomain. */
export class World {
  readonly #tenants = new Map<string, Tenant>();
  readonly #identities = new Map<string, Identity>();
  readonly #clock: () => number;
  readonly #requestsPerSecond: number | null;
  readonly #sender: WebhookSender;
  readonly #ids: ReturnType<typeof idsFrom>;

  constructor({
    clock,
    requestsPerSecond,
    sender,
  }: {
    clock: () => number;
    requestsPerSecond: number | null;
    sender: WebhookSender;
  }) {
    this.#clock = clock;
    this.#requestsPerSecond = requestsPerSecond;
    this.#sender = sender;
    this.#ids = idsFrom(clock());
  }

  tenant(subdomain: string): Tenant | undefined {
    return this.#tenants.get(subdomain);
  }

  tenants(): readonly Tenant[] {
    return [...this.#tenants.values()];
  }

  /** Opens an account, in place of one of the same subdomain. */
  open(seed: CompleteAccountSeed): Tenant {
    const deliveries = new DeliveryLog();
    const account = openAccount(seed, {
      identity: this.#identityOf(seed.subdomain),
      clock: this.#clock,
      nextId: this.#ids.nextId,
      requestsPerSecond: this.#requestsPerSecond,
      publish: (of) => (code, body) => this.#sender.publish(of, deliveries, { code, body }),
    });
    const limit = new RateLimit(account.settings);
    const tenant = { account, limit, faults: new Faults(seededRandom(account.id)), deliveries };
    this.#tenants.set(seed.subdomain, tenant);
    return tenant;
  }

  /** Empties the world, so that the same seeds get the same ids again; unsent webhooks are forgotten. */
  clear(): void {
    this.#tenants.clear();
    this.#ids.restartSeeded();
    this.#sender.clear();
  }

  #identityOf(subdomain: string): Identity {
    const known = this.#identities.get(subdomain);
    if (known) return known;
    const id = this.#ids.nextId("account");
    const identity = { id, token: longLivedToken(id, this.#clock()) };
    this.#identities.set(subdomain, identity);
    return identity;
  }
}
