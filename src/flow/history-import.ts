/**
 * The time before: leads that others handed out, so that a rule by sales begins with what is known of
 * its people. An import is a row that is worked through in batches; its leads count once all are
 * there, and can be taken out again at any time.
 */
import { lockAccount } from "#store/accounts.ts";
import {
  findImport,
  insertImport,
  type NewImport,
  type StoredImport,
} from "#store/history-imports.ts";
import { removeImport } from "#store/import-progress.ts";
import { rewriteHistory } from "#store/outcomes.ts";
import type { Flow } from "./flow.ts";

/** The months before an account was switched on that an import from its CRM covers by default. */
export const PAST_MS = 365 * 86_400_000;

/** Its `rule` is whose book is filled; `leads` are a file's, each once; `by` is a login. */
export type ImportOrder = NewImport;

/** Begins an import. */
export async function startImport(flow: Flow, order: ImportOrder): Promise<StoredImport> {
  const { account, by, origin } = order;
  const begun = await flow.database.kysely
    .transaction()
    .execute((tx) => insertImport(tx, order, flow.clock.now()));
  flow.log.info({ account, import: begun.id, by, origin: origin.kind }, "an import begins");
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "import");
  return begun;
}

/**
 * Takes an import's leads out of the past; one that still runs ends with that.
 *
 * @returns null: there is none
 */
export async function undoImport(
  flow: Flow,
  { account, id, by }: { readonly account: string; readonly id: number; readonly by: string },
): Promise<StoredImport | null> {
  const undone = await flow.database.kysely.transaction().execute(async (tx) => {
    await lockAccount(tx, account);
    const known = await findImport(tx, { account, id });
    if (known === null) return null;
    await removeImport(tx, { account, id });
    if (known.state === "done") await rewriteHistory(tx, account, flow.clock.now());
    return findImport(tx, { account, id });
  });
  if (undone === null) return null;
  flow.log.info({ account, import: id, by }, "an import is undone");
  flow.forget(account);
  flow.live.publish(account, { kind: "changed" });
  flow.kick(account, "learn");
  return undone;
}
