import { accountOf } from "#api/account.ts";
import type { Handlers } from "#api/caller.ts";
import { type HistoryFile, passedOverIn, readFile, ruleBySales } from "#api/history-file.ts";
import { historyImport, historyTrial } from "#api/present/history-imports.ts";
import { Problem } from "#api/problem.ts";
import type { Flow } from "#flow/flow.ts";
import { startImport, undoImport } from "#flow/history-import.ts";
import { sharingRules } from "#flow/sales-desk.ts";
import { findImport, latestImports } from "#store/history-imports.ts";

const IMPORTS_SHOWN = 50;

type ImportHandlers = Pick<
  Handlers,
  | "tryHistoryImport"
  | "startHistoryImport"
  | "listHistoryImports"
  | "getHistoryImport"
  | "undoHistoryImport"
>;

export function historyImportHandlers(flow: Flow): ImportHandlers {
  const db = flow.database.kysely;
  const readOf = async (id: string, file: HistoryFile) =>
    readFile(flow, await accountOf(db, id), file);
  return {
    async tryHistoryImport({ params, body }) {
      const { program, reading } = await readOf(params.account, body);
      return historyTrial(reading, program);
    },

    async startHistoryImport({ params, body }, { identity }) {
      const account = await accountOf(db, params.account);
      const { rule, program } = await ruleBySales(flow, account, body.rule);
      const order = { account: account.id, rule: rule.rule.id, by: identity.login };
      if (body.origin === "crm") {
        if (account.crm === "none") throw new Problem("account_without_crm");
        const { from, to } = body;
        const origin = { kind: "crm", from, to } as const;
        const begun = await startImport(flow, { ...order, origin, leads: [] });
        return historyImport(begun, program);
      }
      const { reading } = await readOf(params.account, body);
      const { leads } = reading;
      if (leads.length === 0) throw new Problem("history_unreadable");
      const passedOver = passedOverIn(reading);
      const origin = { kind: "file" } as const;
      const begun = await startImport(flow, { ...order, origin, leads, passedOver });
      return historyImport(begun, program);
    },

    async listHistoryImports({ params }) {
      const account = await accountOf(db, params.account);
      const program = await flow.desks.program(db, account);
      const imports = await latestImports(db, { account: account.id, limit: IMPORTS_SHOWN });
      const rules = program === null ? [] : sharingRules(program);
      return {
        imports: imports.map((one) => historyImport(one, program)),
        hasCrm: account.crm !== "none",
        switchedOnAt: account.switchedOnAt,
        rules: rules.map(({ rule: { id, name } }) => ({ id, name })),
      };
    },

    async getHistoryImport({ params }) {
      const account = await accountOf(db, params.account);
      const found = await findImport(db, { account: account.id, id: params.id });
      if (found === null) throw new Problem("import_not_found");
      return historyImport(found, await flow.desks.program(db, account));
    },

    async undoHistoryImport({ params }, { identity }) {
      const account = await accountOf(db, params.account);
      const asked = { account: account.id, id: params.id, by: identity.login };
      const undone = await undoImport(flow, asked);
      if (undone === null) throw new Problem("import_not_found");
      return historyImport(undone, await flow.desks.program(db, account));
    },
  };
}
