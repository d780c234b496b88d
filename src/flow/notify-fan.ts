/**
 * Finds out by which ways notices go, apart from what they tell of: a decision only writes one row,
 * whoever it concerns. Each way is a row of its own, sent and repeated for itself.
 */
import {
  type DeliveryChannel,
  type DeliveryKey,
  fanNotices,
  noticesToFan,
} from "#store/notice-deliveries.ts";
import { choicesOf, type NoticePerson, reachablePeople } from "#store/notice-people.ts";
import type { NoticeChoice, StoredNotice } from "#store/notices.ts";
import type { Notify } from "./notify-channels.ts";
import { isChosen, isFor } from "./notify-choices.ts";

const BATCH = 500;

/** @returns how many notices were fanned out: 0 when there are none */
export async function fanOut(notify: Notify): Promise<number> {
  const { database, clock } = notify.flow;
  const open = await openChannels(notify);
  return await database.kysely.transaction().execute(async (tx) => {
    const notices = await noticesToFan(tx, BATCH);
    if (notices.length === 0) return 0;
    const people = open.has("email") || open.has("telegram") ? await reachablePeople(tx) : [];
    const choices = await choicesOf(
      tx,
      people.map(({ user }) => user),
    );
    const now = clock.now();
    const deliveries = notices
      .filter(({ usefulUntil }) => now < usefulUntil)
      .flatMap((notice) => waysOf(notice, { open, people, choices }));
    await fanNotices(tx, { notices, deliveries }, now);
    return notices.length;
  });
}

async function openChannels(notify: Notify): Promise<ReadonlySet<DeliveryChannel>> {
  const open = new Set<DeliveryChannel>();
  for (const channel of ["email", "telegram", "webhook"] as const) {
    // One that cannot be used now may be mended while the notice still has a use.
    if ((await notify.open(channel)).state !== "off") open.add(channel);
  }
  return open;
}

interface Reachable {
  readonly open: ReadonlySet<DeliveryChannel>;
  readonly people: readonly NoticePerson[];
  readonly choices: ReadonlyMap<number, readonly NoticeChoice[]>;
}

function waysOf(
  { account, id, kind, manager }: StoredNotice,
  { open, people, choices }: Reachable,
): readonly DeliveryKey[] {
  const way = { account, notice: id };
  const ways: DeliveryKey[] = [];
  if (open.has("webhook")) ways.push({ ...way, channel: "webhook", recipient: "" });
  for (const person of people) {
    if (!isFor({ account, to: manager }, person)) continue;
    const chosen = choices.get(person.user) ?? [];
    const recipient = String(person.user);
    for (const [channel, address] of [
      ["email", person.email],
      ["telegram", person.chat],
    ] as const) {
      if (address === null || !open.has(channel) || !isChosen(chosen, { kind, channel })) continue;
      ways.push({ ...way, channel, recipient });
    }
  }
  return ways;
}
