import type { Account, FieldValue, Lead } from "#sandbox/state/account.ts";
import {
  numberSet,
  type QueryTree,
  spanOf,
  subtree,
  textList,
  withinSet,
  withinSpan,
} from "./query.ts";

type Test = (lead: Lead) => boolean;

/** The leads that a request asks for, in its order. */
export function findLeads(
  account: Account,
  query: QueryTree,
  { onlyDeleted }: { onlyDeleted: boolean },
): readonly Lead[] {
  const filter = account.settings.filtersEnabled ? subtree(query["filter"]) : {};
  const tests = [
    (lead: Lead) => lead.deleted === onlyDeleted,
    ...setTests(filter),
    ...spanTests(filter),
    ...statusTests(filter),
    ...fieldTests(filter),
    ...fullTextTests(query),
  ];
  const found = candidates(account, filter).filter((lead) => tests.every((test) => test(lead)));
  return inOrder(found, subtree(query["order"]));
}

/** Asked by id, only those are looked at: reading back a batch does not walk through all leads. */
function candidates(account: Account, filter: QueryTree): Lead[] {
  const ids = numberSet(filter["id"]);
  if (ids === null) return [...account.leads.values()];
  return [...ids].toSorted((a, b) => a - b).flatMap((id) => account.leads.get(id) ?? []);
}

function setTests(filter: QueryTree): Test[] {
  const names = textList(filter["name"]);
  const test = (key: string, read: (lead: Lead) => number): Test[] => {
    const set = numberSet(filter[key]);
    return set === null ? [] : [(lead) => withinSet(set, read(lead))];
  };
  return [
    ...(names === null ? [] : [(lead: Lead) => names.includes(lead.name)]),
    ...test("created_by", (lead) => lead.createdBy),
    ...test("updated_by", (lead) => lead.updatedBy),
    ...test("responsible_user_id", (lead) => lead.responsibleUserId),
    ...test("pipeline_id", (lead) => lead.pipelineId),
  ];
}

function spanTests(filter: QueryTree): Test[] {
  const test = (key: string, read: (lead: Lead) => number | null): Test[] => {
    const span = spanOf(filter[key]);
    return span === null ? [] : [(lead) => withinSpan(span, read(lead))];
  };
  return [
    ...test("price", (lead) => lead.price),
    ...test("created_at", (lead) => lead.createdAt),
    ...test("updated_at", (lead) => lead.updatedAt),
    ...test("closed_at", (lead) => lead.closedAt),
    ...test("closest_task_at", () => null),
  ];
}

/** A stage is named by pipeline and status together; an item with one of them names nothing. */
function statusTests(filter: QueryTree): Test[] {
  const items = Object.values(subtree(filter["statuses"])).map(subtree);
  if (items.length === 0) return [];
  const wanted = new Set(
    items.flatMap((item) => {
      const { pipeline_id, status_id } = item;
      return typeof pipeline_id === "string" && typeof status_id === "string"
        ? [`${Number(pipeline_id)}/${Number(status_id)}`]
        : [];
    }),
  );
  return [(lead) => wanted.has(`${lead.pipelineId}/${lead.statusId}`)];
}

function fieldTests(filter: QueryTree): Test[] {
  return Object.entries(subtree(filter["custom_fields_values"])).map(([id, node]) => {
    const isSpan = typeof node === "object" && ("from" in node || "to" in node);
    const span = isSpan ? spanOf(node) : null;
    const wanted = textList(node) ?? [];
    const matches = ({ value, enum_id }: FieldValue) =>
      span
        ? withinSpan(span, Number(value))
        : wanted.includes(fieldText(value)) || wanted.includes(String(enum_id));
    return (lead: Lead) => (lead.fields.get(Number(id)) ?? []).some(matches);
  });
}

function fieldText(value: FieldValue["value"]): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return String(value);
}

function fullTextTests(query: QueryTree): Test[] {
  const sought = textList(query["query"])?.[0]?.toLowerCase();
  if (!sought) return [];
  return [
    (lead) =>
      lead.name.toLowerCase().includes(sought) ||
      String(lead.id) === sought ||
      [...lead.fields.values()]
        .flat()
        .some(({ value }) => String(value).toLowerCase().includes(sought)),
  ];
}

function inOrder(leads: readonly Lead[], order: QueryTree): readonly Lead[] {
  const [by, direction] = Object.entries(order)[0] ?? [];
  const read = { created_at: createdAt, updated_at: updatedAt, id: idOf }[by ?? "id"] ?? idOf;
  const sign = direction === "desc" ? -1 : 1;
  return leads.toSorted((a, b) => sign * (read(a) - read(b) || a.id - b.id));
}

const createdAt = (lead: Lead) => lead.createdAt;
const updatedAt = (lead: Lead) => lead.updatedAt;
const idOf = (lead: Lead) => lead.id;
