import { type Random, seededRandom } from "#sandbox/random.ts";
import type { Account, HookBody, Webhook } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import type { Delivery, DeliveryLog } from "./delivery-log.ts";
import { FastClock } from "./fast-clock.ts";
import { httpBuildQuery } from "./form-encoding.ts";
import type { HookCode } from "./hook-codes.ts";
import { FailureCount, isSuccess, waitAfter } from "./ladder.ts";
import { FormPoster } from "./post-form.ts";

const sendingAtOnce = 50;

interface Job {
  readonly account: Account;
  readonly webhook: Webhook;
  readonly log: DeliveryLog;
  readonly delivery: Delivery;
}

/**
 * Sends webhooks of all accounts: one request for each subscribed event, a bounded number at once,
 * repeated along the ladder, switched off after too many failures.
 */
export class WebhookSender {
  readonly clock = new FastClock();
  readonly #poster = new FormPoster(sendingAtOnce);
  readonly #random: Random = seededRandom(1);
  readonly #failures = new WeakMap<Webhook, FailureCount>();
  readonly #addressOf: (subdomain: string) => string;
  /** Ordinary time, for hooks that are to come late. */
  readonly #delays = new FastClock();
  #queue: Job[] = [];
  #head = 0;
  #sending = 0;
  #closed = false;
  #roomWaiters: (() => void)[] = [];

  /** `addressOf`: the account's own address, as `account[_links][self]` gives it. */
  constructor(addressOf: (subdomain: string) => string) {
    this.#addressOf = addressOf;
  }

  publish(
    account: Account,
    log: DeliveryLog,
    about: { code: HookCode; body: () => HookBody },
  ): void {
    const subscribers = [...account.webhooks.values()].filter(
      (webhook) => !webhook.disabled && webhook.settings.includes(about.code),
    );
    if (subscribers.length === 0) return;
    const body = about.body();
    const text = this.#encode(account, body);
    for (const webhook of subscribers) {
      const delivery = () =>
        log.open({
          destination: webhook.destination,
          event: `${body.entity}[${body.action}]`,
          entity: body.id,
          body: text,
          createdMs: account.clock(),
        });
      this.#schedule({ account, webhook, log, delivery: delivery() });
      if (this.#random() < account.settings.hooks.duplicateShare) {
        this.#schedule({ account, webhook, log, delivery: delivery() });
      }
    }
  }

  /** Resolves as soon as fewer than `outstanding` deliveries wait to be sent for the first time. */
  async room(outstanding: number): Promise<void> {
    while (!this.#closed && this.#waiting() >= outstanding) {
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  /** Forgets everything that has not been sent. */
  clear(): void {
    this.clock.clear();
    this.#delays.clear();
    this.#queue = [];
    this.#head = 0;
    this.#wakeWaiters();
  }

  close(): void {
    this.#closed = true;
    this.clear();
    this.#poster.close();
  }

  #encode(account: Account, { entity, action, item }: HookBody): string {
    const block = {
      account: {
        subdomain: account.subdomain,
        id: account.id,
        _links: { self: this.#addressOf(account.subdomain) },
      },
    };
    const change = { [entity]: { [action]: [item] } };
    return httpBuildQuery(
      account.settings.hooks.accountBlock === "first"
        ? { ...block, ...change }
        : { ...change, ...block },
    );
  }

  #schedule(job: Job): void {
    const { dropShare, delayMs, reorderMs } = job.account.settings.hooks;
    if (this.#random() < dropShare) {
      job.log.move(job.delivery, "dropped");
      return;
    }
    const waitMs = delayMs + reorderMs * this.#random();
    if (waitMs > 0) this.#delays.after(waitMs, () => this.#enqueue(job));
    else this.#enqueue(job);
  }

  #enqueue(job: Job): void {
    if (this.#closed) return;
    this.#queue.push(job);
    this.#pump();
  }

  #pump(): void {
    while (this.#sending < sendingAtOnce) {
      const job = this.#queue[this.#head];
      if (!job) break;
      this.#head += 1;
      this.#sending += 1;
      void this.#send(job).finally(() => {
        this.#sending -= 1;
        this.#wakeWaiters();
        this.#pump();
      });
    }
    if (this.#head > 1_000 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }

  async #send(job: Job): Promise<void> {
    const { account, webhook, log, delivery } = job;
    if (webhook.disabled || account.webhooks.get(webhook.destination) !== webhook) {
      log.move(delivery, "dropped");
      return;
    }
    delivery.attempt += 1;
    delivery.sentMs = account.clock();
    const startedAt = performance.now();
    delivery.code = await this.#poster.post(webhook.destination, delivery.body);
    delivery.tookMs = performance.now() - startedAt;
    if (isSuccess(delivery.code)) log.move(delivery, "delivered");
    else this.#climb(job, delivery.code);
  }

  #climb(job: Job, code: number): void {
    const { account, webhook, log, delivery } = job;
    const failures = this.#failures.get(webhook) ?? new FailureCount();
    this.#failures.set(webhook, failures);
    if (failures.fail(this.clock.now())) {
      webhook.disabled = true;
      webhook.updatedAt = unixNow(account);
      failures.clear();
    }
    const waitMs = waitAfter(delivery.attempt, code);
    if (waitMs === null || webhook.disabled) {
      log.move(delivery, "failed");
      return;
    }
    log.move(delivery, "waiting_for_retry");
    this.clock.after(waitMs, () => this.#enqueue(job));
  }

  #waiting(): number {
    return this.#queue.length - this.#head + this.#sending;
  }

  #wakeWaiters(): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const wake of waiters) wake();
  }
}
