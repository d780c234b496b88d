import type { explainLead } from "#api/contract/decisions.ts";
import type { Result } from "#api/contract/endpoint.ts";
import { accountsMeant } from "./account.ts";
import type { ApiClient } from "./api-client.ts";
import { withApi } from "./connection.ts";
import { Refusal } from "./refusal.ts";
import type { Terminal } from "./terminal.ts";

export interface ExplainOptions {
  readonly lead: string;
  readonly account?: string;
  readonly data?: string;
  readonly lang: "ru" | "en";
  /** Also what would have given the lead to each of the others. */
  readonly counterfactual?: boolean;
}

type Why = Result<typeof explainLead>;

/** Prints why the lead went where it went: the headline, the rules in order, every manager. */
export function runExplain(options: ExplainOptions, terminal: Terminal): Promise<number> {
  return withApi(options, terminal, async (api) => {
    const found = await findLead(api, options);
    terminal.stdout.write(tell(found.why));
    if (options.counterfactual) {
      const sentences = await counterfactuals(api, found, options.lang);
      terminal.stdout.write(sentences.map((sentence) => `  ${sentence}\n`).join(""));
    }
    return 0;
  });
}

interface Found {
  readonly account: string;
  readonly why: Why;
}

/** One after the other: each is some work for the service, and there may be many managers. */
async function counterfactuals(
  api: ApiClient,
  { account, why }: Found,
  lang: "ru" | "en",
): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { manager } of why.others) {
    const params = { account, id: why.decision.id };
    const answer = await api("explainCounterfactual", { params, query: { manager, lang } });
    sentences.push(answer.sentence);
  }
  return sentences;
}

/** Looks in every account that may be meant: an id of a lead seldom stands in two. */
async function findLead(api: ApiClient, { lead, lang, account }: ExplainOptions): Promise<Found> {
  const accounts = await accountsMeant(api, account);
  const asked = await Promise.allSettled(
    accounts.map(async (id) => ({
      account: id,
      why: await api("explainLead", { params: { account: id, lead }, query: { lang } }),
    })),
  );
  const found = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const [only] = found;
  if (found.length > 1) {
    const names = accounts.filter((_, index) => asked[index]?.status === "fulfilled").join(", ");
    throw new Refusal(`The lead ${lead} is in several accounts: ${names}. Say which: --account.`);
  }
  if (only !== undefined) return only;
  const refused = asked.find((one) => one.status === "rejected");
  throw refused?.reason;
}

function tell(why: Why): string {
  const rules = why.rules.map(({ name, sentence }) => `  ${name}: ${sentence}`);
  const members = why.members.map(
    ({ name, sentence, chosen }) => `${chosen ? "→" : " "} ${name}: ${sentence}`,
  );
  return `${[why.headline, ...rules, ...members].join("\n")}\n`;
}
