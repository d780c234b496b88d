import type { Hono } from "hono";
import { z } from "zod";
import { addNote, noteTypes } from "#sandbox/crm/notes.ts";
import type { Account, Lead, Note } from "#sandbox/state/account.ts";
import { groupOf } from "#sandbox/state/look-up.ts";
import {
  type ApiContext,
  type ApiEnv,
  batchOf,
  empty,
  hal,
  idParam,
  page,
  queryOf,
  requestIdOf,
  selfLink,
} from "./answers.ts";
import { checkBatch } from "./check-batch.ts";
import type { Checked } from "./lead-write.ts";
import { unsupported } from "./problems.ts";
import { numberSet, spanOf, subtree, textList, withinSet, withinSpan } from "./query.ts";
import { authorErrors, shapeErrors } from "./write-input.ts";

export function mountNotes(app: Hono<ApiEnv>): void {
  app.get("/api/v4/leads/notes", (context) => listNotes(context, null));
  app.post("/api/v4/leads/notes", (context) => addNotes(context, null));
  app.get("/api/v4/leads/:id{[0-9]+}/notes", (context) => listNotes(context, idParam(context)));
  app.post("/api/v4/leads/:id{[0-9]+}/notes", (context) => addNotes(context, idParam(context)));
  app.get("/api/v4/leads/:id{[0-9]+}/notes/:note{[0-9]+}", getNote);
}

function listNotes(context: ApiContext, leadId: number | null): Response {
  const filter = subtree(queryOf(context)["filter"]);
  const types = textList(filter["note_type"]);
  const ids = numberSet(filter["id"]);
  const entities = leadId === null ? numberSet(filter["entity_id"]) : new Set([leadId]);
  const updated = spanOf(filter["updated_at"]);
  return page(context, {
    key: "notes",
    rows: [...context.get("account").notes.values()].filter(
      (note) =>
        withinSet(ids, note.id) &&
        withinSet(entities, note.entityId) &&
        withinSpan(updated, note.createdAt) &&
        (types?.includes(note.noteType) ?? true),
    ),
    model: (note) => noteModel(context, note),
  });
}

function getNote(context: ApiContext): Response {
  const note = context.get("account").notes.get(Number(context.req.param("note")));
  return note?.entityId === idParam(context)
    ? hal(context, noteModel(context, note))
    : empty(context);
}

const noteWrite = z.looseObject({
  entity_id: z.int().optional(),
  note_type: z.string(),
  params: z.record(z.string(), z.unknown()),
  created_by: z.int().optional(),
});

interface NoteWrite {
  readonly lead: Lead;
  readonly write: z.output<typeof noteWrite>;
}

function addNotes(context: ApiContext, leadId: number | null): Response {
  const account = context.get("account");
  const items = batchOf(context);
  const writes = checkBatch(items, (item) => readNote(account, item, leadId));
  const notes = writes.map(({ lead, write }, index) => {
    const note = addNote(account, lead, {
      noteType: write.note_type,
      params: write.params,
      createdBy: write.created_by ?? context.get("actor").id,
    });
    return {
      id: note.id,
      entity_id: lead.id,
      request_id: requestIdOf(items[index] ?? {}, index),
      _links: selfLink(context, `/api/v4/leads/${lead.id}/notes/${note.id}`),
    };
  });
  return hal(context, { _links: selfLink(context, "/api/v4/leads/notes"), _embedded: { notes } });
}

function readNote(
  account: Account,
  item: Record<string, unknown>,
  leadId: number | null,
): Checked<NoteWrite> {
  const parsed = noteWrite.safeParse(item);
  if (!parsed.success) return { errors: shapeErrors(parsed.error) };
  const write = parsed.data;
  const lead = account.leads.get(leadId ?? write.entity_id ?? -1);
  const errors = [
    ...(noteTypes.has(write.note_type) ? [] : [unsupported("note_type")]),
    ...authorErrors(account, "created_by", write.created_by),
  ];
  if (!lead) return { errors: [unsupported("entity_id"), ...errors] };
  return errors.length > 0 ? { errors } : { value: { lead, write } };
}

function noteModel(context: ApiContext, note: Note): object {
  const account = context.get("account");
  return {
    id: note.id,
    entity_id: note.entityId,
    created_by: note.createdBy,
    updated_by: note.createdBy,
    created_at: note.createdAt,
    updated_at: note.createdAt,
    responsible_user_id: note.responsibleUserId,
    group_id: groupOf(account, note.responsibleUserId),
    note_type: note.noteType,
    params: note.params,
    account_id: account.id,
    _links: selfLink(context, `/api/v4/leads/${note.entityId}/notes/${note.id}`),
  };
}
