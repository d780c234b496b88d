/** A small sales office on a running installation: three managers without hours, so that any time of day will do. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { AccountControl } from "#sandbox/control/account-control.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { startSandbox } from "#sandbox/server.ts";
import { launchBrowser } from "./browser.ts";
import { Installation } from "./installation.ts";
import { type desk, type Visit, visit } from "./visitor.ts";

const people = ["Анна", "Борис", "Вера"] as const;
export type Manager = (typeof people)[number];
const ids: Readonly<Record<Manager, number>> = { Анна: 501, Борис: 502, Вера: 503 };
const password = "a long password";

/** The office's rules: `rule` is how its only one chooses, as YAML. */
const configurationOf = (rule: string): string => `
version: 1
account: { name: Офис, timezone: Europe/Moscow }
managers: { ${people.map((name) => `${name}: { crm: ${ids[name]} }`).join(", ")} }
rules: [{ name: Заявки, ${rule}, members: [${people.join(", ")}] }]
`;

export class Office {
  readonly installation: Installation;
  readonly account: string;
  readonly #sandbox: Sandbox;
  readonly #browser: Browser;
  readonly #data: string;
  readonly #visits: Visit[] = [];

  private constructor(
    installation: Installation,
    account: string,
    rest: { readonly sandbox: Sandbox; readonly browser: Browser; readonly data: string },
  ) {
    this.installation = installation;
    this.account = account;
    this.#sandbox = rest.sandbox;
    this.#browser = rest.browser;
    this.#data = rest.data;
  }

  /** Opens it with one rule, such as `method: in_turn`. */
  static async open(rule: string): Promise<Office> {
    const data = await mkdtemp(join(tmpdir(), "smena-office-"));
    const owner = { id: 500, name: "Владелец", email: "owner@office.example", admin: true };
    const users = people.map((name) => ({ id: ids[name], name, email: `${ids[name]}@x.example` }));
    const sandbox = await startSandbox({
      port: 0,
      accounts: [
        {
          subdomain: "office",
          name: "Офис",
          users: [owner, ...users],
          pipelines: [{ name: "Продажи", main: true, stages: ["Новая"] }],
        },
      ],
    });
    const installation = await Installation.open({ SMENA_DATA: data });
    const account = await installation.connect(sandbox, "office", configurationOf(rule));
    const browser = await launchBrowser();
    return new Office(installation, account, { sandbox, browser, data });
  }

  get crm(): AccountControl {
    return this.#sandbox.control("office");
  }

  /** Calls an endpoint of the account as its owner. */
  call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.installation.call<Answer>(method, `/accounts/${this.account}${path}`, body);
  }

  /** The link by which a manager joins. */
  async invite(manager: Manager): Promise<string> {
    const { url } = await this.call<{ url: string }>("POST", "/invitations", {
      role: "manager",
      manager,
      name: manager,
    });
    return url;
  }

  /** Somebody at a browser who is not signed in. */
  async visitor(viewport: typeof desk, language: "ru" | "en" = "ru"): Promise<Page> {
    const visitor = await visit(this.#browser, { language, viewport });
    this.#visits.push(visitor);
    return visitor.page;
  }

  /** The owner at his browser, signed in, at a screen of the account. */
  async owner(screen: string, viewport: typeof desk, language: "ru" | "en" = "ru"): Promise<Page> {
    const page = await this.visitor(viewport, language);
    await this.#enter(page, "/session", { login: "owner", password });
    await page.goto(`${this.installation.url}/a/${this.account}/${screen}`);
    return page;
  }

  /** A manager at his own page, joined by an invitation. */
  async manager(name: Manager, viewport: typeof desk): Promise<Page> {
    const code = (await this.invite(name)).split("/").at(-1);
    const page = await this.visitor(viewport);
    await this.#enter(page, `/invitations/${code}`, { login: name, password });
    await page.goto(`${this.installation.url}/a/${this.account}/me`);
    return page;
  }

  /** What the pages that were opened have complained about. */
  get complaints(): readonly string[] {
    return this.#visits.flatMap(({ complaints }) => complaints);
  }

  async close(): Promise<void> {
    for (const opened of this.#visits) await opened.close();
    await this.#browser.close();
    await this.installation.close();
    await this.#sandbox.close();
    await rm(this.#data, { recursive: true, force: true });
  }

  async #enter(page: Page, path: string, body: unknown): Promise<void> {
    const { url } = this.installation;
    const options = { data: body, headers: { origin: url } };
    const answer = await page.request.post(`${url}/api/v1${path}`, options);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  }
}
