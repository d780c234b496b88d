import type { Hono } from "hono";
import { createApplication } from "#api/application.ts";
import { handlersOf } from "#api/handlers.ts";
import { noticeLines } from "#api/notice-lines.ts";
import type { Identify } from "#api/server.ts";
import { identifyBySession, identifyLocal } from "#api/sessions.ts";
import type { Flow } from "#flow/flow.ts";
import type { Intake } from "#flow/intake.ts";
import type { Notify } from "#flow/notify-channels.ts";
import { hearUpdate } from "#flow/notify-listen.ts";
import type { Log } from "#flow/ports.ts";
import { findAccount } from "#store/accounts.ts";
import { decisionsBySeq } from "#store/decisions.ts";
import { pendingMigrations } from "#store/migrate.ts";
import type { Backend } from "./backend.ts";
import type { Settings } from "./settings.ts";
import { version } from "./version.ts";
import { webRoot } from "./web-root.ts";

/** The same answers for two kinds of callers. */
export interface Answers {
  /** For browsers, programs and the CRM, over the network. */
  readonly network: Hono;
  /** For the command line on this machine, which is trusted. */
  readonly local: Hono;
}

/** What answers lean on, running or only asked. */
export interface Running {
  readonly flow: Flow;
  readonly intake: Intake;
  readonly notify: Notify;
}

/** Wires the HTTP application to the use cases. */
export function answersOf(
  backend: Pick<Backend, "database" | "live" | "metrics"> & {
    readonly ports: { readonly log: Log };
  },
  { flow, intake, notify }: Running,
  { publicUrl }: Pick<Settings, "publicUrl">,
): Answers {
  const db = backend.database.kysely;
  const { handlers, teller } = handlersOf({ flow, intake, notify, version, publicUrl });
  const applicationFor = (identify: Identify) =>
    createApplication({
      handlers,
      identify,
      webhooks: {
        secretOf: async (account) => (await flow.account(account))?.hookSecret ?? null,
        keep: (account, body) => intake.webhook({ account, body }),
      },
      telegram: { hear: (update) => hearUpdate(notify, update) },
      stream: {
        hasAccount: async (account) => (await findAccount(db, account)) !== null,
        subscribe: (account) => backend.live.subscribe(account),
        noticesOf: (reader, notices, lang) => noticeLines(flow, reader, { ids: notices, lang }),
        async linesOf(id, seqs, lang) {
          const account = await findAccount(db, id);
          if (account === null) return [];
          return teller.lines(account, await decisionsBySeq(db, { account: id, seqs }), lang);
        },
      },
      probes: {
        ready: () => isReady(backend),
        metrics: () => backend.metrics.text(),
      },
      screens: webRoot,
      publicUrl,
      version,
      log: backend.ports.log,
    });
  return {
    network: applicationFor(identifyBySession(db, () => flow.clock.now())),
    local: applicationFor(identifyLocal),
  };
}

async function isReady({ database }: Pick<Backend, "database">): Promise<boolean> {
  return await pendingMigrations(database).then(
    (pending) => pending === 0,
    () => false,
  );
}
