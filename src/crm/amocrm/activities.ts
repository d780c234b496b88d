/**
 * What people did with leads, from the CRM's own journal of events: the only place that tells of
 * answers in chats, and the second telling of what webhooks should have told.
 */
import type { CrmActivity } from "#crm/port.ts";
import { halving, inBatches } from "./batches.ts";
import type { Client } from "./client.ts";
import { callNotesAnswer, type EventAnswer, eventsAnswer, tasksAnswer } from "./model.ts";

const perPage = 100;
const readMax = 250;

/** Events that mean that somebody has begun with a lead. */
const meanings: Readonly<Record<string, CrmActivity["by"]>> = {
  outgoing_call: "call",
  incoming_call: "call",
  outgoing_chat_message: "message",
  outgoing_sms: "message",
  common_note_added: "note",
  attachment_note_added: "note",
  task_completed: "task",
  lead_status_changed: "stage",
};

/** Chat events of a lead are only found among those of contacts, though they name the lead. */
const searches: readonly (readonly (readonly [string, string])[])[] = [
  Object.keys(meanings)
    .filter((type) => type !== "outgoing_chat_message")
    .map((type) => ["filter[type][]", type] as const),
  [
    ["filter[type][]", "outgoing_chat_message"],
    ["filter[entity][]", "contact"],
  ],
];

/** Oldest first. `since` is epoch ms, rounded down to the CRM's whole seconds. */
export async function readActivities(
  client: Client,
  since: number,
): Promise<readonly CrmActivity[]> {
  const from = Math.floor(since / 1_000);
  const events: EventAnswer[] = [];
  for (const search of searches) events.push(...(await readEvents(client, search, from)));
  const connected = await connectedCalls(client, events);
  const tasks = await tasksOf(client, events);
  return events
    .flatMap((event) => activityIn(event, { connected, tasks }))
    .sort((one, other) => one.at - other.at);
}

async function readEvents(
  client: Client,
  search: (typeof searches)[number],
  from: number,
): Promise<readonly EventAnswer[]> {
  const found = new Map<string, EventAnswer>();
  for (let page = 1; ; page += 1) {
    const query = [
      ...search,
      ["filter[created_at][from]", from] as const,
      ["limit", perPage] as const,
      ["page", page] as const,
    ];
    const answer = await client.call({ method: "GET", path: "/events", query }, eventsAnswer);
    // Newest first: what comes while we read pushes the pages down, so that some are seen twice.
    for (const event of answer?._embedded.events ?? []) found.set(event.id, event);
    if (answer?._links?.next === undefined) return [...found.values()];
  }
}

interface Looked {
  /** Notes of calls in which somebody spoke. */
  readonly connected: ReadonlySet<string>;
  readonly tasks: ReadonlyMap<string, { readonly lead: string; readonly user: string | null }>;
}

function activityIn(event: EventAnswer, looked: Looked): readonly CrmActivity[] {
  const by = meanings[event.type];
  if (by === undefined) return [];
  const at = event.created_at * 1_000;
  const begun = by === "task" ? finished(event, looked) : done(event, by, looked);
  return begun === null ? [] : [{ ...begun, by, at }];
}

type Begun = Pick<CrmActivity, "lead" | "user">;

function finished(event: EventAnswer, { tasks }: Looked): Begun | null {
  const { entity_id: entity, entity_type: of, created_by: user } = event;
  if (of === "lead") return { lead: entity, user };
  const task = tasks.get(entity);
  return task === undefined ? null : { lead: task.lead, user: user ?? task.user };
}

function done(event: EventAnswer, by: CrmActivity["by"], { connected }: Looked): Begun | null {
  const { entity_id: lead, entity_type: of, created_by: user } = event;
  if (of !== "lead") return null;
  if (by === "call" && !connected.has(noteOf(event) ?? "")) return null;
  // A robot writes calls and messages down for people; its own notes and moves are nobody's work.
  if (user === null && (by === "note" || by === "stage")) return null;
  return { lead, user };
}

/** `[{"note":{"id":42743871}}]` */
function noteOf({ value_after: after }: EventAnswer): string | null {
  const first: unknown = Array.isArray(after) ? after[0] : null;
  const note = (first as { note?: { id?: unknown } } | null)?.note;
  return note?.id === undefined ? null : String(note.id);
}

/** A call counts from its first second: an unanswered one is no beginning. */
async function connectedCalls(
  client: Client,
  events: readonly EventAnswer[],
): Promise<ReadonlySet<string>> {
  const notes = events
    .filter(({ type, entity_type: of }) => meanings[type] === "call" && of === "lead")
    .flatMap((event) => noteOf(event) ?? []);
  const connected = new Set<string>();
  for (const batch of inBatches([...new Set(notes)], readMax)) {
    const read = await halving(batch, async (ids) => {
      const query = [
        ["limit", readMax] as const,
        ...ids.map((id) => ["filter[id][]", id] as const),
      ];
      const call = { method: "GET", path: "/leads/notes", query } as const;
      return (await client.call(call, callNotesAnswer))?._embedded.notes ?? [];
    });
    for (const { id, params } of read) if ((params?.duration ?? 0) > 0) connected.add(id);
  }
  return connected;
}

/** Task → its lead; tasks of contacts and companies are nobody's beginning with a lead. */
async function tasksOf(client: Client, events: readonly EventAnswer[]): Promise<Looked["tasks"]> {
  const ids = events
    .filter(({ type, entity_type: of }) => meanings[type] === "task" && of === "task")
    .map(({ entity_id: task }) => task);
  const tasks = new Map<string, { lead: string; user: string | null }>();
  for (const batch of inBatches([...new Set(ids)], readMax)) {
    const read = await halving(batch, async (part) => {
      const query = [
        ["limit", readMax] as const,
        ...part.map((id) => ["filter[id][]", id] as const),
      ];
      const call = { method: "GET", path: "/tasks", query } as const;
      return (await client.call(call, tasksAnswer))?._embedded.tasks ?? [];
    });
    for (const { id, entity_id: lead, entity_type: of, responsible_user_id: user } of read) {
      if (of === "leads" && lead !== null) tasks.set(id, { lead, user });
    }
  }
  return tasks;
}
