import { createHash, randomBytes } from "node:crypto";

/** For a cookie or a link. @param bytes of chance: 16 are more than anybody guesses */
export function randomCode(bytes: 16 | 32): string {
  return randomBytes(bytes).toString("base64url");
}

/** What is kept of a code. It is random, so that a plain hash is enough. */
export function hashOfCode(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
