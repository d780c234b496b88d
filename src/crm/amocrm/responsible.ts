/** Setting who is responsible for leads. */
import { CrmFailure } from "#crm/port.ts";
import { halving } from "./batches.ts";
import type { Client } from "./client.ts";
import { isEntityId } from "./entity-id.ts";
import { writtenAnswer } from "./model.ts";

/** The vendor's advice; larger batches end in time-outs. */
const writeMax = 50;

export interface Assignment {
  readonly lead: string;
  readonly user: string;
}

/**
 * Sets responsible users in one request and answers the ids that the CRM says it wrote. Repeating
 * it is harmless. `updated_by: 0` marks the change as a robot's, here and in the webhooks it causes.
 */
export async function writeResponsible(
  client: Client,
  assignments: readonly Assignment[],
): Promise<readonly string[]> {
  if (assignments.length === 0) return [];
  if (assignments.length > writeMax) {
    throw new RangeError(
      `${assignments.length} leads in one call; at most ${writeMax} are allowed`,
    );
  }
  const impossible = assignments.filter(({ lead, user }) => !isEntityId(lead) || !isEntityId(user));
  if (impossible.length > 0) {
    const named = impossible.map(({ lead, user }) => `lead «${lead}» to user «${user}»`).join(", ");
    const leads = impossible.map(({ lead }) => lead);
    throw new CrmFailure("refused", `amoCRM has numbers for ids: ${named}`, { leads });
  }
  return halving(assignments, (part) => patchResponsible(client, part));
}

async function patchResponsible(
  client: Client,
  assignments: readonly Assignment[],
): Promise<readonly string[]> {
  const answer = await client.call(
    {
      method: "PATCH",
      path: "/leads",
      leads: assignments.map(({ lead }) => lead),
      body: assignments.map(({ lead, user }) => ({
        id: Number(lead),
        responsible_user_id: Number(user),
        updated_by: 0,
      })),
    },
    writtenAnswer,
  );
  return answer?._embedded.leads.map(({ id }) => id) ?? [];
}
