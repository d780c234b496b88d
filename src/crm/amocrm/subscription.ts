/** Our webhook in the account: setting it up, and how it fares. */
import { CrmFailure } from "#crm/port.ts";
import type { Client } from "./client.ts";
import { anyAnswer, hooksAnswer } from "./model.ts";

const documented = [
  "add_lead",
  "update_lead",
  "status_lead",
  "responsible_lead",
  "delete_lead",
  "restore_lead",
  "note_lead",
  "update_task",
] as const;

/**
 * What to ask for, best first. The vendor documents no codes for unsorted leads: the first was seen
 * in real accounts, the others follow the screen's words. Without them the sweep finds those leads.
 */
const wishes: readonly (readonly string[])[] = [
  [...documented, "add_unsorted", "update_unsorted", "delete_unsorted"],
  [...documented, "add_unsorted"],
  documented,
];

/** Subscribes `destination`, or replaces and re-enables the subscription that it has. */
export async function subscribeTo(client: Client, destination: string): Promise<void> {
  let refusal: CrmFailure | null = null;
  for (const settings of wishes) {
    try {
      await client.call(
        { method: "POST", path: "/webhooks", body: { destination, settings, sort: 10 } },
        anyAnswer,
      );
      return;
    } catch (error) {
      if (!(error instanceof CrmFailure) || error.kind !== "refused") throw error;
      refusal = error;
    }
  }
  if (refusal) throw refusal;
}

export async function subscriptionOf(
  client: Client,
  destination: string,
): Promise<"active" | "disabled" | "absent"> {
  const answer = await client.call(
    { method: "GET", path: "/webhooks", query: [["filter[destination]", destination]] },
    hooksAnswer,
  );
  const hooks = answer?._embedded.webhooks ?? [];
  const ours = hooks.find((hook) => hook.destination === destination);
  // One that was made before we asked for all of this is made anew.
  if (!ours || !documented.every((code) => ours.settings.includes(code))) return "absent";
  return ours.disabled ? "disabled" : "active";
}
