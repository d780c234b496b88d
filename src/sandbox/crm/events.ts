import type { Account, CrmEvent } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";

/** `by`: user id, 0 for a robot. */
export function recordEvent(
  account: Account,
  event: {
    readonly type: string;
    readonly entity: { readonly type: CrmEvent["entityType"]; readonly id: number };
    readonly by: number;
    readonly after?: readonly object[];
    readonly before?: readonly object[];
    readonly foundAs?: "contact";
  },
): void {
  account.events.push({
    id: account.nextEventId(account.clock()),
    type: event.type,
    entityId: event.entity.id,
    entityType: event.entity.type,
    createdBy: event.by,
    createdAt: unixNow(account),
    valueAfter: event.after ?? [],
    valueBefore: event.before ?? [],
    ...(event.foundAs && { foundAs: event.foundAs }),
  });
}

export function responsibleValue(id: number): object[] {
  return [{ responsible_user: { id } }];
}

export function statusValue(id: number, pipelineId: number): object[] {
  return [{ lead_status: { id, pipeline_id: pipelineId } }];
}
