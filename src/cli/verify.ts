import type { Result } from "#api/contract/endpoint.ts";
import type { Flaw, verifyDecisions } from "#api/contract/verification.ts";
import { inLeads } from "#core/explain/amount.ts";
import { accountsMeant } from "./account.ts";
import type { ApiClient } from "./api-client.ts";
import { withApi } from "./connection.ts";
import type { Terminal } from "./terminal.ts";

export interface VerifyOptions {
  readonly account?: string;
  readonly data?: string;
}

/**
 * Proves the history of the account, or of all: one line each says that it is whole, or the first
 * thing that is not.
 *
 * @returns 1 where something does not hold
 */
export function runVerify(options: VerifyOptions, terminal: Terminal): Promise<number> {
  return withApi(options, terminal, async (api) => {
    let exitCode = 0;
    for (const account of await accountsMeant(api, options.account)) {
      const { verified, flaw } = await verify(api, account, terminal);
      const told = flaw === null ? praise(verified.seq) : sentence(flaw);
      terminal.stdout.write(`${account}: ${told}\n`);
      if (flaw !== null) exitCode = 1;
    }
    return exitCode;
  });
}

/** Whoever waits for a long chain is told how far it is every so many decisions. */
const PROGRESS = 10_000;

async function verify(
  api: ApiClient,
  account: string,
  { stderr }: Pick<Terminal, "stderr">,
): Promise<Result<typeof verifyDecisions>> {
  let page = await api("verifyDecisions", { params: { account }, body: {} });
  while (!page.done) {
    const { verified, total } = page;
    if (verified.seq % PROGRESS === 0) {
      stderr.write(`${account}: ${verified.seq} of ${total} decisions verified\n`);
    }
    page = await api("verifyDecisions", { params: { account }, body: { verified } });
  }
  return page;
}

function praise(count: number): string {
  const decisions = `${count} ${count === 1 ? "decision" : "decisions"}`;
  return `${decisions} verified: the chain is whole, each is made again alike, balances are their sum`;
}

function sentence(flaw: Flaw): string {
  const { place, stored, expected } = flaw;
  const decision = `decision ${flaw.seq} (lead ${flaw.lead})`;
  switch (flaw.kind) {
    case "missing":
      return `decision ${expected} is missing: the next one is ${stored}`;
    case "altered":
      return `${decision} is not what was written there: its hash is ${stored}, its content and the decision before it give ${expected}`;
    case "row":
      return `${decision}: its ${place} is stored as ${stored}, and is ${expected} in its record`;
    case "configuration":
      return `${decision} was made by version ${expected} of the configuration, which is gone or cannot be read`;
    case "recomputed":
      return `${decision} comes out differently when it is made again: ${place} is ${shortened(stored)}, and should be ${expected}`;
    case "turned_back":
      return `${decision} takes back what the lead's decision before it had not charged: ${place} is ${shortened(stored)}, and should be ${expected}`;
    case "shares":
      return `${decision} shares otherwise than follows from its evidence: ${place} is ${shortened(stored)}, and should be ${expected}`;
    case "end":
      return place === "seq"
        ? `the history ends with decision ${expected}, and the account knows of ${stored}`
        : `the account knows another end of its history: the hash ${stored}, and not ${expected}`;
    case "balance":
      return `the balance of ${place} is ${inUnits(stored)}, and its decisions add up to ${inUnits(expected)}`;
  }
}

const inUnits = (units: string) => `${units} (${inLeads(Number(units))} leads)`;
const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
