/**
 * amoCRM's webhook bodies as events. A body usually holds one item, but it is a list of lists:
 * every entity, action and index is looked at. Of other entities only what somebody did with a lead
 * matters: notes, calls, finished tasks, answers. The rest is left out, like everything malformed.
 *
 * Nothing in a body is proof: whoever knows the address can send one. An event only says which lead
 * to read again, and the few facts that the API does not keep (see origin.ts).
 */
import { createHash } from "node:crypto";
import type { Facts } from "#core/decision.ts";
import type { CrmEvent, ParsedWebhook } from "#crm/port.ts";
import { isEntityId } from "./entity-id.ts";
import { originFacts } from "./origin.ts";
import { isCallNote, noteWritten, stageMoved, taskFinished } from "./webhook-activity.ts";
import { decodeForm, type FormMap, mapAt, textAt } from "./webhook-form.ts";

/** The account's webhooks, and behind them the triggers of a digital pipeline, which say how. */
const leadActions: ReadonlyMap<string, { readonly kind: CrmEvent["kind"]; readonly facts: Facts }> =
  new Map([
    ["add", { kind: "added", facts: {} }],
    ["update", { kind: "changed", facts: {} }],
    ["status", { kind: "changed", facts: {} }],
    ["responsible", { kind: "responsible", facts: {} }],
    ["delete", { kind: "deleted", facts: {} }],
    ["restore", { kind: "restored", facts: {} }],
    ["site_visit", { kind: "changed", facts: {} }],
    ["call_in", { kind: "changed", facts: { channel: "call" } }],
    ["mail_in", { kind: "changed", facts: { channel: "written" } }],
    ["chat", { kind: "changed", facts: { channel: "written" } }],
  ]);

const leadElementType = "2";

/** Reads a webhook's body. Throws nothing. */
export function parseWebhook(body: string): ParsedWebhook {
  const tree = decodeForm(body);
  const account = mapAt(tree, "account");
  const accountId = textAt(account, "id");
  const found = [
    ...leadEvents(mapAt(tree, "leads")),
    ...unsortedEvents(mapAt(tree, "unsorted")),
    ...taskEvents(mapAt(tree, "task")),
    ...answerEvents(mapAt(tree, "outgoing_message")),
  ];
  return {
    accountId,
    subdomain: textAt(account, "subdomain"),
    events: found.map(({ key, ...event }) => ({ ...event, key: digest([accountId, ...key]) })),
  };
}

type Found = Omit<CrmEvent, "key"> & { readonly key: readonly (string | null)[] };

function* leadEvents(leads: FormMap | null): Generator<Found> {
  for (const [action, item] of itemsOf(leads)) {
    const known = leadActions.get(action);
    const lead = idAt(item, "id");
    if (action === "note") yield* noteEvents(mapAt(item, "note"));
    else if (known && lead) {
      yield {
        ...known,
        lead,
        ...responsibleIn(item),
        ...(action === "status" ? { moved: true, ...stageMoved(item) } : {}),
        changedAt: changedAt(item),
        key: keyOf(["leads", action, lead], item),
      };
    }
  }
}

function* noteEvents(note: FormMap | null): Generator<Found> {
  const lead = idAt(note, "element_id");
  if (!lead || (textAt(note, "element_type") ?? leadElementType) !== leadElementType) return;
  yield {
    kind: "changed",
    lead,
    changedAt: changedAt(note),
    facts: isCallNote(note) ? { channel: "call" } : {},
    ...noteWritten(note),
    key: keyOf(["leads", "note", textAt(note, "id") ?? lead], note),
  };
}

/** A finished task of a lead; other changes of tasks mean nothing here. */
function* taskEvents(tasks: FormMap | null): Generator<Found> {
  for (const [action, item] of itemsOf(tasks)) {
    const lead = idAt(item, "element_id");
    if (!lead || textAt(item, "element_type") !== leadElementType) continue;
    const activity = taskFinished(action, item);
    if (activity === null) continue;
    yield {
      kind: "changed",
      lead,
      activity,
      changedAt: changedAt(item),
      facts: {},
      key: keyOf(["task", action, textAt(item, "id") ?? lead], item),
    };
  }
}

/** A message that somebody sent to a client in a lead's chat. */
function* answerEvents(messages: FormMap | null): Generator<Found> {
  for (const [action, item] of itemsOf(messages)) {
    const lead = idAt(item, "entity_id") ?? idAt(item, "element_id");
    if (!lead || textAt(item, "entity_type") !== "lead") continue;
    yield {
      kind: "changed",
      lead,
      activity: { by: "message", user: null },
      changedAt: changedAt(item),
      facts: {},
      key: keyOf(["outgoing_message", action, textAt(item, "id") ?? lead], item),
    };
  }
}

/** Accepting an unsorted lead arrives as its deletion; only a declined one is really gone. */
function* unsortedEvents(unsorted: FormMap | null): Generator<Found> {
  for (const [action, item] of itemsOf(unsorted)) {
    const facts = originIn(item);
    for (const { kind, lead } of unsortedLeads(action, item)) {
      yield {
        kind,
        lead,
        changedAt: changedAt(item),
        facts,
        key: keyOf(["unsorted", `${action} ${textAt(item, "action") ?? ""}`, lead], item),
      };
    }
  }
}

function unsortedLeads(
  action: string,
  item: FormMap,
): readonly { readonly kind: CrmEvent["kind"]; readonly lead: string }[] {
  if (action === "delete") {
    return [
      ...idsIn(mapAt(item, "accept_result")).map((lead) => ({ kind: "changed" as const, lead })),
      ...idsIn(mapAt(item, "decline_result")).map((lead) => ({ kind: "deleted" as const, lead })),
    ];
  }
  const lead = idAt(item, "lead_id") ?? idAt(firstOf(mapAt(item, "data"), "leads"), "id");
  if (!lead || (action !== "add" && action !== "update")) return [];
  return [{ kind: action === "add" ? "added" : "changed", lead }];
}

function originIn(item: FormMap): Facts {
  const told = mapAt(item, "source_data");
  return originFacts({
    category: textAt(item, "category"),
    source: textAt(told, "source_name") ?? textAt(item, "source_name") ?? textAt(told, "site"),
    sourceId: idAt(item, "source_id"),
    form: textAt(told, "form_name"),
    contact: idAt(firstOf(mapAt(item, "data"), "contacts"), "id"),
  });
}

/** Every `[action][index]` of an entity. */
function* itemsOf(entity: FormMap | null): Generator<readonly [action: string, item: FormMap]> {
  for (const action of Object.keys(entity ?? {})) {
    const list = mapAt(entity, action);
    for (const index of Object.keys(list ?? {})) {
      const item = mapAt(list, index);
      if (item) yield [action, item];
    }
  }
}

function firstOf(map: FormMap | null, key: string): FormMap | null {
  const list = mapAt(map, key);
  return mapAt(list, Object.keys(list ?? {})[0] ?? "");
}

function idsIn(result: FormMap | null): readonly string[] {
  const list = mapAt(result, "leads");
  return Object.keys(list ?? {}).flatMap((index) => idAt(list, index) ?? []);
}

function idAt(map: FormMap | null, key: string): string | null {
  const text = textAt(map, key);
  return text && isEntityId(text) ? text : null;
}

function responsibleIn(item: FormMap): Pick<CrmEvent, "responsible"> {
  return item["responsible_user_id"] === undefined
    ? {}
    : { responsible: idAt(item, "responsible_user_id") };
}

const stampKeys = ["updated_at", "last_modified", "created_at", "date_create"] as const;

/** Only Unix seconds count: the written dates of notes and tasks are in zones of their own. */
function stamp(item: FormMap | null): string | null {
  for (const key of stampKeys) {
    const text = textAt(item, key);
    if (text && /^\d{1,11}$/.test(text)) return text;
  }
  return null;
}

function changedAt(item: FormMap | null): number | null {
  const seconds = stamp(item);
  return seconds === null ? null : Number(seconds) * 1_000;
}

/** What makes two deliveries the same event; ordering and repetition are never promised. */
function keyOf(what: readonly string[], item: FormMap | null): readonly (string | null)[] {
  return [...what, stamp(item), textAt(item, "status_id"), textAt(item, "responsible_user_id")];
}

const digest = (parts: readonly (string | null)[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
