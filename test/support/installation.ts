/** A whole installation as its owner meets it: the service in a process of its own, beside a sandbox CRM. */
import type { DecisionLine } from "#api/contract/decisions.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { type Served, serve } from "./command-line.ts";

const owner = { login: "owner", name: "Владелец", password: "a long password" };

export class Installation {
  readonly #environment: Readonly<Record<string, string>>;
  #served: Served;
  #cookie = "";

  private constructor(served: Served, environment: Readonly<Record<string, string>>) {
    this.#served = served;
    this.#environment = environment;
  }

  /** Starts the service on an empty data directory and creates its administrator. */
  static async open(environment: Readonly<Record<string, string>>): Promise<Installation> {
    const settings = { LOG_LEVEL: "error", PORT: "0", ...environment };
    const served = await serve(["serve"], settings);
    // Restarts keep the port: the CRM goes on sending webhooks there.
    const port = new URL(served.url).port;
    const installation = new Installation(served, { ...settings, PORT: port });
    const code = /[?&]code=([^\s)]+)/.exec(served.line)?.[1] ?? "";
    await installation.call("POST", "/setup", { code, ...owner });
    return installation;
  }

  get url(): string {
    return new URL(this.#served.url).origin;
  }

  get pid(): number {
    return this.#served.pid;
  }

  /** Connects the sandbox's account of that name and gives it its configuration. */
  async connect(sandbox: Sandbox, subdomain: string, configuration: string): Promise<string> {
    const { token } = sandbox.accounts().find((one) => one.subdomain === subdomain) ?? {};
    const account = await this.call<{ id: string }>("POST", "/accounts", {
      address: sandbox.url,
      token,
    });
    await this.configure(account.id, configuration);
    return account.id;
  }

  async configure(account: string, text: string): Promise<void> {
    const answer = await this.call<{ applied: boolean; issues: unknown[] }>(
      "PUT",
      `/accounts/${account}/configuration`,
      { text },
    );
    if (!answer.applied) throw new Error(`not imported: ${JSON.stringify(answer.issues)}`);
  }

  /** Every decision of the account, oldest first. */
  async history(account: string): Promise<readonly DecisionLine[]> {
    const decisions: DecisionLine[] = [];
    let before = "";
    for (;;) {
      const page = await this.call<{ decisions: DecisionLine[]; next: number | null }>(
        "GET",
        `/accounts/${account}/decisions?limit=200${before}`,
      );
      decisions.push(...page.decisions);
      if (page.next === null) return decisions.reverse();
      before = `&before=${page.next}`;
    }
  }

  /** Ends the process without warning and starts it again on the same data and port. */
  async killAndRestart(): Promise<void> {
    await this.#served.stop("SIGKILL");
    this.#served = await serve(["serve"], this.#environment);
  }

  async close(): Promise<void> {
    await this.#served.stop();
  }

  /** @throws Error with the problem's code and detail where the answer is no success */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        origin: this.url,
        cookie: this.#cookie,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(";")[0] ?? "";
    const answer = (await response.json()) as Answer & { code?: string; detail?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.code} ${answer.detail}`);
    return answer;
  }
}
