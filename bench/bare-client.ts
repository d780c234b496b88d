/**
 * The least that a client of the CRM can do, to compare with: answers every webhook at once and keeps
 * nothing; where told to, it then makes somebody responsible, whoever's turn it is.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Sandbox } from "#sandbox/sandbox.ts";

export interface BareClient {
  close(): Promise<void>;
}

export interface BareOptions {
  /** The sandbox's account. */
  readonly account: string;
  /** Write this user into every lead that is told of; left out: write nothing. */
  readonly user?: number;
}

export async function startBareClient(
  sandbox: Sandbox,
  { account, user }: BareOptions,
): Promise<BareClient> {
  const { token } = sandbox.accounts().find(({ subdomain }) => subdomain === account) ?? {};
  const send = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${sandbox.url}/api/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    await response.arrayBuffer();
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    response.end("ok\n");
    const [, lead] = /leads%5Badd%5D%5B0%5D%5Bid%5D=(\d+)/.exec(body) ?? [];
    if (lead === undefined || user === undefined) return;
    await send("PATCH", "/leads", [{ id: Number(lead), responsible_user_id: user }]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const destination = `http://127.0.0.1:${port}/`;
  await send("POST", "/webhooks", { destination, settings: ["add_lead"], sort: 1 });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
