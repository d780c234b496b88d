/** Who is responsible for contacts and companies. */
import { halving, inBatches } from "./batches.ts";
import type { Client } from "./client.ts";
import { isEntityId } from "./entity-id.ts";
import { type OwnedAnswer, ownedAnswer, ownedListAnswer } from "./model.ts";

/** The CRM answers at most so many entities a request. */
const readMax = 250;

const plurals = { contact: "contacts", company: "companies" } as const;
export type OwnedKind = keyof typeof plurals;

/** Entity → responsible user, of those among `ids` that exist and have one. */
export async function readResponsibles(
  client: Client,
  kind: OwnedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const owners = new Map<string, string>();
  for (const batch of inBatches([...new Set(ids)].filter(isEntityId), readMax)) {
    for (const one of await halving(batch, (part) => readBatch(client, kind, part))) {
      if (one.responsible_user_id !== null) owners.set(one.id, one.responsible_user_id);
    }
  }
  return owners;
}

async function readBatch(
  client: Client,
  kind: OwnedKind,
  ids: readonly string[],
): Promise<readonly OwnedAnswer[]> {
  const path = `/${plurals[kind]}`;
  const wanted = ids.map((id) => ["filter[id][]", id] as const);
  const query = [["limit", readMax] as const, ...wanted];
  const answer = await client.call({ method: "GET", path, query }, ownedListAnswer);
  const found = answer?._embedded[plurals[kind]] ?? [];
  const asked = new Set(ids);
  if (found.every(({ id }) => asked.has(id))) return found;
  // Accounts without the filter feature ignore it silently and list what they like.
  return readOneByOne(client, kind, ids);
}

async function readOneByOne(
  client: Client,
  kind: OwnedKind,
  ids: readonly string[],
): Promise<readonly OwnedAnswer[]> {
  const found: OwnedAnswer[] = [];
  for (const id of ids) {
    const path = `/${plurals[kind]}/${id}`;
    const one = await client.call({ method: "GET", path }, ownedAnswer);
    if (one) found.push(one);
  }
  return found;
}
