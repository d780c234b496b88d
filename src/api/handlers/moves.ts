import { accountOf } from "#api/account.ts";
import { byOf } from "#api/acting.ts";
import type { Handlers, Identity } from "#api/caller.ts";
import type { Move } from "#api/contract/moves.ts";
import { tellCrmFailure } from "#api/crm-problem.ts";
import { checkManager } from "#api/managers.ts";
import { movePreview, moveRun } from "#api/present/moves.ts";
import { Problem } from "#api/problem.ts";
import type { Flow } from "#flow/flow.ts";
import { type MoveOrder, previewMove, startMove, type Undone, undoMove } from "#flow/moves.ts";
import { findMove, latestMoves } from "#store/moves.ts";

const MOVES_SHOWN = 50;

type MoveHandlers = Pick<
  Handlers,
  "previewMove" | "startMove" | "listMoves" | "getMove" | "undoMove"
>;

export function moveHandlers(flow: Flow): MoveHandlers {
  const db = flow.database.kysely;
  const now = () => flow.clock.now();
  const orderOf = (id: string, body: Move, identity: Identity) =>
    readOrder(flow, { account: id, body, identity });
  return {
    async previewMove({ params, query: { lang }, body }, { identity }) {
      const { order, program } = await orderOf(params.account, body, identity);
      return movePreview(await previewMove(flow, order).catch(tellCrmFailure), program, lang);
    },

    async startMove({ params, body }, { identity }) {
      const { order } = await orderOf(params.account, body, identity);
      return moveRun(await startMove(flow, order).catch(tellCrmFailure), now());
    },

    async listMoves({ params }) {
      const { id } = await accountOf(db, params.account);
      const moves = await latestMoves(db, { account: id, limit: MOVES_SHOWN });
      return { moves: moves.map((move) => moveRun(move, now())) };
    },

    async getMove({ params }) {
      const { id } = await accountOf(db, params.account);
      const move = await findMove(db, { account: id, move: params.move });
      if (move === null) throw new Problem("move_not_found");
      return moveRun(move, now());
    },

    async undoMove({ params }, { identity }) {
      const { id } = await accountOf(db, params.account);
      const undone = await undoMove(flow, { account: id, move: params.move, by: byOf(identity) });
      if (undone.kind !== "undoing") throw new Problem(undoProblems[undone.kind]);
      return moveRun(undone.move, now());
    },
  };
}

const undoProblems = {
  unknown: "move_not_found",
  not_done: "move_not_done",
  too_late: "move_undo_over",
} as const satisfies Record<Exclude<Undone["kind"], "undoing">, string>;

interface Ordered {
  readonly account: string;
  readonly body: Move;
  readonly identity: Identity;
}

/** @throws Problem where the configuration knows no such manager or rule, or there is none */
async function readOrder(flow: Flow, { account: id, body, identity }: Ordered) {
  const db = flow.database.kysely;
  const account = await accountOf(db, id);
  const program = await flow.desks.program(db, account);
  if (program === null) throw new Problem("account_not_configured");
  const { selection, how, costsTurn, turnBack, together, why } = body;
  if (selection.kind === "manager") checkManager(program, selection.manager);
  if (how.kind === "give") checkManager(program, how.to);
  if (how.kind === "rule" && !program.ruleById.has(how.rule)) throw new Problem("rule_not_found");
  const order: MoveOrder = {
    account: account.id,
    selection,
    how: { how, costsTurn, turnBack, together },
    by: byOf(identity),
    why,
  };
  return { order, program };
}
