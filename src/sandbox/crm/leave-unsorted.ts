import type { Account, Unsorted } from "#sandbox/state/account.ts";
import { unixNow } from "#sandbox/state/look-up.ts";
import { sortedItem } from "#sandbox/webhooks/unsorted-body.ts";
import { announceContact } from "./contacts.ts";

/**
 * The request is out of «Неразобранное», accepted by `by`: by the API, or because somebody dragged
 * its lead to a stage. Its contacts become visible.
 */
export function leaveUnsorted(account: Account, unsorted: Unsorted, by: number): void {
  if (unsorted.state !== "waiting") return;
  unsorted.state = "accepted";
  unsorted.sortedAt = unixNow(account);
  account.publish("delete_unsorted", () => ({
    entity: "unsorted",
    action: "delete",
    id: unsorted.uid,
    item: sortedItem(unsorted, { action: "accept", by }),
  }));
  for (const id of unsorted.contacts) {
    const contact = account.contacts.get(id);
    if (!contact?.unsorted) continue;
    contact.unsorted = false;
    announceContact(account, contact, "contact");
  }
}
