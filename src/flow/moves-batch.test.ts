import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CrmFailure } from "#crm/port.ts";
import { latestMoves } from "#store/moves.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { counted, dyingAfter } from "#test/support/failing-database.ts";
import { minutes } from "#test/support/flow-world.ts";
import { MovingWorld } from "#test/support/moving-world.ts";
import { createFlow } from "./flow.ts";
import { startMove } from "./moves.ts";
import { moveBatch } from "./moves-batch.ts";
import { startFlow } from "./service.ts";

const give = (to: string) => ({ kind: "give", to }) as const;
const everything = { kind: "filter" } as const;

describe.each(engines)("the work of a move on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  /** So many calls, shared out among three. */
  const open = async (leads: number) => {
    const head = await MovingWorld.open(database);
    await head.receives(leads);
    return head;
  };

  test("a process that dies after any statement leaves a move that another one ends", {
    timeout: 200_000,
  }, async () => {
    let statements = 0;
    for (let completed = false; !completed; statements += 1) {
      const head = await open(4);
      const { world } = head;
      const before = await head.state();
      const run = async (database: Database) => {
        const flow = createFlow(world.ports({ database }));
        if ((await latestMoves(database.kysely, { account: world.account, limit: 1 })).length < 1) {
          await startMove(flow, head.order(everything, give("marina")));
        }
        while ((await moveBatch(flow, world.account)) > 0);
        const [move] = await latestMoves(database.kysely, { account: world.account, limit: 1 });
        return move;
      };
      completed = await run(dyingAfter(database, statements)).then(
        () => true,
        () => false,
      );
      world.restart();
      const move = await run(database);
      const told = `killed after ${statements} statements`;
      expect(move, told).toMatchObject({ state: "done", total: 4, done: 4 });
      const moved = (await Promise.all(["0", "1", "2", "3"].map((lead) => head.last(lead)))).filter(
        (last) => last === "manual assigned marina",
      );
      expect(moved.length, told).toBe(move?.moved);
      expect((await world.decisions("0")).length, told).toBeLessThanOrEqual(2);
      await head.expectWhole();
      expect(await head.undo(move?.id ?? 0), told).toMatchObject({ undone: move?.moved });
      expect(await head.state(), told).toEqual(before);
    }
    expect(statements).toBeGreaterThan(15);
  });

  test("undoing goes on wherever it was left, too", { timeout: 200_000 }, async () => {
    let statements = 0;
    for (let completed = false; !completed; statements += 1) {
      const head = await open(4);
      const { world } = head;
      const before = await head.state();
      const move = await head.moves(head.order(everything, give("marina")));
      world.restart({ database: dyingAfter(database, statements) });
      completed = await head.undo(move.id).then(
        () => true,
        () => false,
      );
      world.restart();
      const undone = await head.undo(move.id);
      if (undone === "not_done") await head.works();
      const told = `killed after ${statements} statements`;
      expect(await head.found(move.id), told).toMatchObject({
        state: "undone",
        undone: move.moved,
      });
      expect(await head.state(), told).toEqual(before);
      await head.expectWhole();
    }
    expect(statements).toBeGreaterThan(15);
  });

  test.each([2, 120])("a batch of %i leads takes as many statements as any", async (leads) => {
    const head = await open(leads);
    const { world } = head;
    const counting = counted(database);
    await startMove(world.flow, head.order(everything, give("marina"), { together: true }));
    world.restart({ database: counting.database });
    await moveBatch(world.flow, world.account);
    // Among them what a process reads that begins anew: account, rules, state and counts.
    expect(counting.count()).toBeLessThanOrEqual(28);
    const [move] = await latestMoves(database.kysely, { account: world.account, limit: 1 });
    expect(move).toMatchObject({ state: "done", total: leads });
  });

  test("two processes share a move, and no lead is moved twice", async () => {
    const head = await open(1_100);
    const { world } = head;
    await startMove(world.flow, head.order(everything, give("marina")));
    const flows = ["one", "two"].map((worker) => createFlow(world.ports({ worker })));
    const work = async (flow: (typeof flows)[number]) => {
      while ((await moveBatch(flow, world.account)) > 0);
    };
    await Promise.all(flows.map(work));
    const [move] = await latestMoves(database.kysely, { account: world.account, limit: 1 });
    expect(move).toMatchObject({ state: "done", total: 1_100, done: 1_100 });
    world.restart();
    await head.expectWhole();
  });

  test("the running service does what is ordered, and says how far it is", async () => {
    const head = await open(10);
    const { world } = head;
    const service = startFlow(world.ports());
    const { id } = await startMove(service.flow, head.order(everything, give("nadezhda")));
    await service.idle();
    expect(await head.found(id)).toMatchObject({ state: "done", done: 10 });
    const written = world.crm.writes.filter((write) => write.endsWith("→ 12"));
    expect(written.length).toBeGreaterThanOrEqual(6);
    await service.close();
    expect(world.clock.pending).toBe(0);
  });

  test("a CRM that does not answer holds a move up, and does not end it", async () => {
    const head = await MovingWorld.open(database);
    const { world } = head;
    const stands = { pipeline: "10", stage: "21", channel: "written" };
    world.crm.put("old", { createdAt: 1, facts: stands });
    const stage = { kind: "stage", pipeline: "10", stage: "21" } as const;
    const { id } = await startMove(world.flow, head.order(stage, give("marina")));
    world.crm.failures.push({ call: "leads", failure: new CrmFailure("unavailable", "504") });
    await head.works();
    expect(await head.found(id)).toMatchObject({ state: "running", done: 0, attempts: 1 });
    await head.works();
    expect(await head.found(id)).toMatchObject({ done: 0 });
    world.clock.pass(minutes);
    await head.works();
    expect(await head.found(id)).toMatchObject({ state: "done", moved: 1, attempts: 0 });
  });
});
