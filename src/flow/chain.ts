/**
 * The chain of an account's decisions: every record is hashed together with the hash before it, so
 * that no record can be changed, left out or moved without every later hash telling.
 */
import { createHash } from "node:crypto";

/** What the first record of an account hangs on. */
export function chainStart(account: string): string {
  return sha256(`smena ${account}`);
}

/** @param text the record's JSON, as it is stored */
export function chainLink(previous: string, text: string): string {
  return sha256(`${previous}\n${text}`);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
