import { afterEach, describe, expect, test } from "vitest";
import { connect, next } from "./testing/connect.ts";
import { closeScriptedCrms, type Received, type Reply } from "./testing/scripted-crm.ts";

afterEach(closeScriptedCrms);

const event = (type: string, more: object = {}) => ({
  id: `${type} ${JSON.stringify(more)}`,
  type,
  entity_id: 5,
  entity_type: "lead",
  created_by: 11,
  created_at: 200,
  value_after: [],
  value_before: [],
  ...more,
});
const note = (id: number) => ({ value_after: [{ note: { id } }] });

/** Answers searches of events by their types, notes and tasks by their ids. */
function journal(events: readonly ReturnType<typeof event>[], looked: object = {}) {
  const { notes = [], tasks = [] } = looked as {
    notes?: { id: number }[];
    tasks?: { id: number }[];
  };
  const byId =
    (key: string, all: readonly { id: number }[]) =>
    (request: Received): Reply => {
      const ids = request.query.getAll("filter[id][]");
      const found = all.filter(({ id }) => ids.includes(String(id)));
      return found.length === 0 ? { status: 204 } : { json: { _embedded: { [key]: found } } };
    };
  return connect({
    "GET /events": ({ query }) => {
      const found = events.filter(({ type }) => query.getAll("filter[type][]").includes(type));
      return found.length === 0 ? { status: 204 } : { json: { _embedded: { events: found } } };
    },
    "GET /leads/notes": byId("notes", notes),
    "GET /tasks": byId("tasks", tasks),
  });
}

describe("activities", () => {
  test("are answers, notes, text messages and moves by people, oldest first", async () => {
    const { crm, received } = await journal([
      event("lead_status_changed", { created_at: 300 }),
      event("outgoing_chat_message", { created_by: 0, created_at: 100 }),
      event("common_note_added", { entity_id: 6 }),
      event("outgoing_sms", { created_by: 0, entity_id: 7 }),
    ]);
    expect(await crm.activitiesSince(99_900)).toEqual([
      { lead: "5", by: "message", user: null, at: 100_000 },
      { lead: "6", by: "note", user: "11", at: 200_000 },
      { lead: "7", by: "message", user: null, at: 200_000 },
      { lead: "5", by: "stage", user: "11", at: 300_000 },
    ]);
    expect(received.map(({ query }) => query.get("filter[created_at][from]"))).toEqual([
      "99",
      "99",
    ]);
  });

  test("of a robot are only what it writes down for people", async () => {
    const { crm } = await journal([
      event("lead_status_changed", { created_by: 0 }),
      event("common_note_added", { created_by: 0 }),
    ]);
    expect(await crm.activitiesSince(0)).toEqual([]);
  });

  test("a call counts from its first second", async () => {
    const { crm } = await journal(
      [
        event("outgoing_call", note(1)),
        event("incoming_call", note(2)),
        event("outgoing_call", note(3)),
      ],
      {
        notes: [
          { id: 1, params: { duration: 0 } },
          { id: 2, params: { duration: "31" } },
        ],
      },
    );
    const activities = await crm.activitiesSince(0);
    expect(activities).toEqual([{ lead: "5", by: "call", user: "11", at: 200_000 }]);
  });

  test("a finished task is its lead's; one of a contact is no lead's", async () => {
    const { crm } = await journal(
      [
        event("task_completed", { entity_type: "task", entity_id: 8, created_by: 0 }),
        event("task_completed", { entity_type: "task", entity_id: 9 }),
      ],
      {
        tasks: [
          { id: 8, entity_id: 5, entity_type: "leads", responsible_user_id: 12 },
          { id: 9, entity_id: 6, entity_type: "contacts", responsible_user_id: 12 },
        ],
      },
    );
    expect(await crm.activitiesSince(0)).toEqual([
      { lead: "5", by: "task", user: "12", at: 200_000 },
    ]);
  });

  test("what is pushed to the next page is seen once", async () => {
    const pages = [
      [event("common_note_added"), event("common_note_added", { entity_id: 6 })],
      [event("common_note_added", { entity_id: 6 }), event("common_note_added", { entity_id: 7 })],
    ];
    const { crm } = await connect({
      "GET /events": ({ query }) => {
        if (!query.getAll("filter[type][]").includes("common_note_added")) return { status: 204 };
        const page = Number(query.get("page"));
        const links = page < pages.length ? next : {};
        return { json: { _links: links, _embedded: { events: pages[page - 1] } } };
      },
    });
    const activities = await crm.activitiesSince(0);
    expect(activities.map(({ lead }) => lead).toSorted()).toEqual(["5", "6", "7"]);
  });
});
