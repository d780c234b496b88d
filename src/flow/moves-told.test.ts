import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveChoices } from "#store/notice-people.ts";
import { noticesAfter } from "#store/notices.ts";
import type { Database } from "#store/open-database.ts";
import { engines } from "#test/support/engines.ts";
import { MovingWorld, team } from "#test/support/moving-world.ts";
import { NotifyWorld } from "#test/support/notify-world.ts";
import { createFlow } from "./flow.ts";
import { startMove } from "./moves.ts";
import { MOVE_BATCH, moveBatch } from "./moves-batch.ts";

const give = (to: string) => ({ kind: "give", to }) as const;
const everything = { kind: "filter" } as const;
const managers = ["ursula", "nadezhda", "marina"] as const;

describe.each(engines)("who is told of a move on $name", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database.close());

  const lastNotice = async (account: string) =>
    (await noticesAfter(database.kysely, { account, after: 0 })).at(-1)?.id ?? 0;

  /** What was told behind notice `after`, as `kind recipient: lead, or how many`. */
  const told = async ({ world: { account } }: MovingWorld, after: number) =>
    (await noticesAfter(database.kysely, { account, after }))
      .map(({ kind, manager, lead, params }) => {
        const leads = "leads" in params ? params.leads?.length : undefined;
        return `${kind} ${manager}: ${lead ?? leads}`;
      })
      .sort();

  /** How many leads everybody has. */
  const tally = async (head: MovingWorld, calls: number) => {
    const holders = await head.holders(...Array.from({ length: calls }, (_, index) => `${index}`));
    return managers.map((manager) => holders.filter((holder) => holder === manager).length);
  };

  test("each is told once of all he receives or loses, however many batches that takes", async () => {
    const calls = MOVE_BATCH + 100;
    const head = await MovingWorld.open(database);
    await head.receives(calls);
    // Some wait: nobody may have so many.
    const [ursula = 0, nadezhda = 0, marina = 0] = await tally(head, calls);
    const moved = calls - marina;
    let after = await lastNotice(head.world.account);
    const move = await head.moves(head.order(everything, give("marina")));
    expect(move).toMatchObject({ state: "done", moved });
    expect(await told(head, after)).toEqual([
      `assigned marina: ${moved}`,
      `taken_away nadezhda: ${nadezhda}`,
      `taken_away ursula: ${ursula}`,
    ]);
    after = await lastNotice(head.world.account);
    await head.undo(move.id);
    expect(await tally(head, calls)).toEqual([ursula, nadezhda, marina]);
    expect(await told(head, after)).toEqual([
      `assigned nadezhda: ${nadezhda}`,
      `assigned ursula: ${ursula}`,
      `taken_away marina: ${moved}`,
    ]);
  });

  test("a single lead is told of by its name", async () => {
    const head = await MovingWorld.open(database);
    await head.receives(3);
    const [marinas] = (await head.leads("0", "1", "2")).filter((one) => one.givenTo === "marina");
    const after = await lastNotice(head.world.account);
    await head.moves(head.order({ kind: "manager", manager: "marina" }, give("ursula")));
    expect(await told(head, after)).toEqual([
      `assigned ursula: ${marinas?.id}`,
      `taken_away marina: ${marinas?.id}`,
    ]);
  });

  test("what a move has moved is told also when it cannot go on", async () => {
    const head = await MovingWorld.open(database);
    await head.receives(MOVE_BATCH + 1);
    const { world } = head;
    const after = await lastNotice(world.account);
    const { id } = await startMove(world.flow, head.order(everything, give("marina")));
    await moveBatch(world.flow, world.account);
    expect(await told(head, after)).toEqual([]);
    const { moved } = await head.found(id);
    const flow = createFlow(world.ports());
    flow.desks.take = () => Promise.reject(new Error("out of order"));
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await moveBatch(flow, world.account);
      world.clock.pass(3_600_000);
    }
    expect(await head.found(id)).toMatchObject({ state: "failed", moved });
    expect(await told(head, after)).toContain(`assigned marina: ${moved}`);
  });

  test("two hundred leads are one message to each manager by every channel", async () => {
    const people = await NotifyWorld.open(database, team());
    await people.setUp("email", "telegram", "webhook");
    for (const [index, manager] of managers.entries()) {
      const language = manager === "nadezhda" ? "en" : "ru";
      const reached = { email: `${manager}@example.com`, chat: `${index}`, language } as const;
      const user = await people.person({ manager, ...reached });
      const choices = (["assigned", "taken_away"] as const).map(
        (kind) => ({ kind, channel: "email", chosen: true }) as const,
      );
      await saveChoices(people.db, user, choices);
    }
    const head = MovingWorld.of(people.world);
    await head.receives(200);
    await database.kysely.deleteFrom("notice").execute();
    const before = await tally(head, 200);
    const leaves = { kind: "manager", manager: "marina" } as const;
    const { moved } = await head.moves(head.order(leaves, { kind: "rules" }));
    await people.work();
    const [ursula = 0, nadezhda = 0] = (await tally(head, 200)).map(
      (now, index) => now - (before[index] ?? 0),
    );
    expect(ursula + nadezhda).toBe(moved);
    const texts = [
      `Вам передали ${ursula} сделки: так распределено вручную (раньше их вёл менеджер Марина).`,
      `${nadezhda} leads are yours now: they were given by hand (Марина had them before).`,
      `${moved} сделки больше не ваши: так распределено вручную.`,
    ];
    expect(managers.map((_, index) => people.telegram.told(`${index}`))).toEqual(
      texts.map((text) => [expect.stringContaining(text)]),
    );
    const mails = people.mailbox.received.map(({ to, text }) => [to[0], text] as const);
    expect(new Map(mails)).toEqual(
      new Map(
        managers.map((one, i) => [`${one}@example.com`, expect.stringContaining(texts[i] ?? "")]),
      ),
    );
    expect(mails).toHaveLength(3);
    const posted = people.posted.map(({ body }) => JSON.parse(body));
    expect(posted).toHaveLength(3);
    expect(posted.map(({ lead }) => lead)).toEqual([null, null, null]);
    const listed = posted.map(({ params }) => params.leads.length);
    expect(listed.sort()).toEqual([ursula, nadezhda, moved].sort());
    expect(people.telegram.sent.every(({ buttons }) => buttons.size === 0)).toBe(true);
    await people.close();
  });
});
