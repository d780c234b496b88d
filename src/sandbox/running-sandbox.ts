import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { apiOf } from "./api/app.ts";
import { AccountControl } from "./control/account-control.ts";
import { Activities } from "./control/activities.ts";
import { ControlProblem } from "./control/requests.ts";
import { controlRoutes } from "./control/routes.ts";
import { cardOf, missingCard } from "./page/card.ts";
import { pageOf } from "./page/page.ts";
import type { PlaybackOptions } from "./playback.ts";
import type { Sandbox } from "./sandbox.ts";
import { type AccountSeed, type CompleteAccountSeed, readSeeds } from "./seed.ts";
import type { StaffOptions } from "./staff.ts";
import { World } from "./state/world.ts";
import type { TrafficOptions } from "./traffic.ts";
import { WebhookSender } from "./webhooks/sender.ts";

/** Puts the pieces together: the accounts, the sender of their webhooks, and the server before them. */
export class RunningSandbox implements Sandbox {
  readonly #seeds: readonly CompleteAccountSeed[];
  readonly #host: string;
  readonly #server: ReturnType<typeof createAdaptorServer>;
  readonly #sender: WebhookSender;
  readonly #world: World;
  readonly #activities: Activities;
  #controls = new Map<string, AccountControl>();

  constructor(options: {
    host: string;
    seeds: readonly CompleteAccountSeed[];
    requestsPerSecond: number | null;
    clock: () => number;
    log: (line: string) => void;
  }) {
    this.#seeds = options.seeds;
    this.#host = options.host;
    this.#sender = new WebhookSender((sub) => `http://${sub}.amocrm.localhost:${this.port}`);
    this.#world = new World({ ...options, sender: this.#sender });
    this.#activities = new Activities(this);
    for (const seed of options.seeds) this.#world.open(seed);
    const app = new Hono();
    app.get("/", (context) => context.html(pageOf(this.#named(), context.req.query("lang"))));
    app.get("/leads/detail/:id", (context) => {
      const asked = { tenants: this.#world.tenants(), language: context.req.query("lang") };
      const card = cardOf({ ...asked, id: context.req.param("id") });
      return card === null ? context.html(missingCard(asked), 404) : context.html(card);
    });
    app.route("/__sandbox", controlRoutes(this, this.#activities));
    app.route("/", apiOf(this.#world, options.log));
    this.#server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  }

  /** Rejects with a remedy when the port is taken. */
  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", (cause: NodeJS.ErrnoException) => {
        const reason =
          cause.code === "EADDRINUSE"
            ? `port ${port} of ${this.#host} is taken: stop the program that holds it or choose another port`
            : cause.message;
        reject(new Error(`The sandbox cannot start: ${reason}`, { cause }));
      });
      this.#server.listen(port, this.#host, resolve);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://${this.#host}:${this.port}`;
  }

  accounts(): readonly { readonly subdomain: string; readonly token: string }[] {
    return this.#world
      .tenants()
      .map(({ account }) => ({ subdomain: account.subdomain, token: account.token }));
  }

  #named(): readonly { readonly subdomain: string; readonly name: string }[] {
    return this.#world.tenants().map(({ account }) => account);
  }

  control(subdomain: string): AccountControl {
    const known = this.#controls.get(subdomain);
    if (known) return known;
    const tenant = this.#world.tenant(subdomain);
    if (!tenant) {
      const names = this.accounts().map((account) => account.subdomain);
      const message = `There is no account «${subdomain}»; there are ${names.join(", ") || "none"}`;
      throw new ControlProblem(message, 404);
    }
    const control = new AccountControl(tenant);
    this.#controls.set(subdomain, control);
    return control;
  }

  startTraffic(options: TrafficOptions): void {
    this.#activities.startTraffic(options);
  }

  stopTraffic(account: string): void {
    this.#activities.stopTraffic(account);
  }

  startStaff(options: StaffOptions): void {
    this.#activities.startStaff(options);
  }

  play(options: PlaybackOptions): void {
    this.#activities.play(options);
  }

  room(outstanding: number): Promise<void> {
    return this.#sender.room(outstanding);
  }

  turnClock(change: { factor?: number | undefined; advanceSeconds?: number | undefined }): {
    factor: number;
  } {
    const { clock } = this.#sender;
    if (change.factor !== undefined) clock.setFactor(change.factor);
    if (change.advanceSeconds !== undefined) clock.advance(change.advanceSeconds * 1000);
    return { factor: clock.factor };
  }

  async seed(accounts: readonly AccountSeed[]): Promise<void> {
    const seeds = readSeeds(accounts);
    await this.#activities.stopAll();
    this.#controls = new Map();
    for (const seed of seeds) this.#world.open(seed);
  }

  async reset(): Promise<void> {
    await this.#activities.stopAll();
    this.#world.clear();
    await this.seed(this.#seeds);
  }

  async close(): Promise<void> {
    const stopped = this.#activities.stopAll();
    this.#sender.close();
    await stopped;
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      if ("closeAllConnections" in this.#server) this.#server.closeAllConnections();
    });
  }
}
