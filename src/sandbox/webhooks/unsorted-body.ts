import type { Account, Lead, Unsorted } from "#sandbox/state/account.ts";
import type { FormValue } from "./form-encoding.ts";
import { fieldItems } from "./lead-body.ts";

/** `unsorted[add]`: the only place where the category and the source's name arrive with the lead. */
export function unsortedItem(account: Account, unsorted: Unsorted, lead: Lead): FormValue {
  return {
    uid: unsorted.uid,
    source: unsorted.category === "chats" ? `chat:${unsorted.sourceUid ?? ""}` : undefined,
    source_uid: unsorted.sourceUid,
    category: unsorted.category,
    source_data: { ...sourceData(unsorted), source_name: unsorted.sourceName },
    date_create: unsorted.createdAt,
    data: {
      leads: [
        {
          last_modified: lead.updatedAt,
          name: lead.name,
          price: lead.price > 0 ? lead.price : undefined,
          pipeline_id: lead.pipelineId,
          modified_user_id: lead.updatedBy,
          date_create: lead.createdAt,
          tags: lead.tags.map(({ id, name }) => ({ id, name })),
          custom_fields: fieldItems(account, lead.fields),
          source_id: lead.sourceId,
        },
      ],
      contacts: unsorted.contacts.map((id) => ({ id, name: account.contacts.get(id)?.name })),
    },
    pipeline_id: unsorted.pipelineId,
    account_id: account.id,
    source_id: lead.sourceId,
    lead_id: unsorted.leadId,
    created_at: unsorted.createdAt,
  };
}

function sourceData({ category, metadata, createdAt, sourceName }: Unsorted): {
  [key: string]: FormValue;
} {
  switch (category) {
    case "forms":
      return {
        form_id: metadata["form_id"],
        form_type: 1,
        from: metadata["form_page"],
        form_name: metadata["form_name"],
        origin: { ip: metadata["ip"], datetime: createdAt, referer: metadata["referer"] },
        date: createdAt,
      };
    case "chats":
      return {
        from: metadata["from"],
        name: metadata["from"],
        to: metadata["to"],
        date: createdAt,
        service: metadata["service"],
        site: sourceName,
        client: { name: metadata["from"] },
        origin: { provider: "amojo", chat_id: metadata["chat_id"] },
        data: [{ id: metadata["chat_id"], date: createdAt, text: metadata["last_message_text"] }],
      };
    case "sip":
    case "mail":
      return { ...metadata, date: createdAt };
  }
}

/** Acceptance and refusal are both a deletion from the unsorted. */
export function sortedItem(
  unsorted: Unsorted,
  { action, by }: { action: "accept" | "decline"; by: number },
): FormValue {
  return {
    action,
    uid: unsorted.uid,
    category: unsorted.category,
    created_at: unsorted.createdAt,
    modified_user_id: by,
    [`${action}_result`]: {
      leads: [unsorted.leadId],
      contacts: action === "accept" ? unsorted.contacts : undefined,
    },
  };
}
