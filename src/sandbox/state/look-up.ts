import type { Account, CustomField, Lead, Pipeline, Source, Status, Tag, User } from "./account.ts";

export function unixNow(account: Account): number {
  return Math.floor(account.clock() / 1000);
}

export function mainPipeline(account: Account): Pipeline {
  const pipelines = [...account.pipelines.values()];
  const main = pipelines.find((pipeline) => pipeline.main) ?? pipelines[0];
  if (!main) throw new Error(`account ${account.subdomain} has no pipelines`);
  return main;
}

export function statusOf(account: Account, lead: Lead): Status | undefined {
  return account.pipelines
    .get(lead.pipelineId)
    ?.statuses.find((status) => status.id === lead.statusId);
}

export function statusOfKind(pipeline: Pipeline, kind: Status["kind"]): Status | undefined {
  return pipeline.statuses.find((status) => status.kind === kind);
}

/** A lead may be given to him: neither deactivated nor without a seat. */
export function isAssignable(user: User | undefined): boolean {
  return user?.active === true && !user.free;
}

/** The lead's or contact's group follows its responsible user. */
export function groupOf(account: Account, userId: number): number {
  return account.users.get(userId)?.groupId ?? 0;
}

export function fieldByCode(
  account: Account,
  code: string,
  entity: CustomField["entity"],
): CustomField | undefined {
  for (const field of account.fields.values()) {
    if (field.code === code && field.entity === entity) return field;
  }
  return undefined;
}

/** The text field of that code, made on first use. */
export function ensureField(
  account: Account,
  code: string,
  entity: CustomField["entity"],
): CustomField {
  const known = fieldByCode(account, code, entity);
  if (known) return known;
  const field: CustomField = {
    id: account.nextId("field"),
    name: code,
    code,
    type: "text",
    entity,
  };
  account.fields.set(field.id, field);
  return field;
}

export function ensureTag(account: Account, name: string): Tag {
  const known = account.tags.get(name);
  if (known) return known;
  const tag = { id: account.nextId("tag"), name };
  account.tags.set(name, tag);
  return tag;
}

export function ensureSource(account: Account, name: string): Source {
  for (const source of account.sources.values()) if (source.name === name) return source;
  const source = { id: account.nextId("source"), name };
  account.sources.set(source.id, source);
  return source;
}
