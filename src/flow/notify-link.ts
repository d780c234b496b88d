/** Links a chat to a person: he gets a code where he is signed in, and sends it from the chat. */
import { createHash, randomBytes } from "node:crypto";
import { MINUTE_MS } from "#core/time.ts";
import { linkChat, type NoticePerson, personOfChat, saveLinkCode } from "#store/notice-people.ts";
import type { Flow } from "./flow.ts";

const CODE_MS = 15 * MINUTE_MS;

export interface LinkCode {
  readonly code: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** A code of 128 random bits, kept as a hash; an older one of his is useless from now on. */
export async function makeLinkCode({ database, clock }: Flow, user: number): Promise<LinkCode> {
  const code = randomBytes(16).toString("base64url");
  const expiresAt = clock.now() + CODE_MS;
  await saveLinkCode(database.kysely, { user, codeHash: hashOf(code), until: expiresAt });
  return { code, expiresAt };
}

/** @returns whose chat it is from now on; null: there is no such code, or its time is over */
export async function linkByCode(
  { database, clock }: Flow,
  { code, chat }: { readonly code: string; readonly chat: string },
): Promise<NoticePerson | null> {
  const db = database.kysely;
  const linked = await linkChat(db, { codeHash: hashOf(code), chat }, clock.now());
  return linked ? await personOfChat(db, chat) : null;
}

const hashOf = (code: string) => createHash("sha256").update(code).digest("hex");
